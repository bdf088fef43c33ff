-- Which configured limits an entitlement was made from. Those of earlier releases say none and are renewed at the next start.
ALTER TABLE entitlements
    ADD COLUMN terms VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NULL COMMENT 'digest of the limits of all plans; NULL for licensed agents, whose limits are their own';
