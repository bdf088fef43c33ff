-- Undoes V1_24_0__verified_domains.

-- loses SELECT COUNT(*) FROM organizations WHERE verified_domain IS NOT NULL
ALTER TABLE organizations
    DROP INDEX unique_verified_domain,
    DROP COLUMN verified_domain,
    DROP COLUMN domain_verified_at,
    ALGORITHM = INPLACE, LOCK = NONE;
