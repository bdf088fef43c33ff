package de.lopezitwelt.auth.user;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.auth.user.record.Profile;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A user's description of themselves; one row per account. */
@Entity
@Table(name = "user_profiles")
class UserProfile {
    @Id
    private String id;

    @Column(name = "user_id", nullable = false, updatable = false)
    private String userId;

    @Column(name = "avatar_url")
    private @Nullable String avatarUrl;

    @Column(name = "bio", columnDefinition = "TEXT")
    private @Nullable String bio;

    @Column(name = "location")
    private @Nullable String location;

    @Column(name = "website")
    private @Nullable String website;

    @Column(name = "company")
    private @Nullable String company;

    @Column(name = "job_title")
    private @Nullable String jobTitle;

    @Column(name = "phone")
    private @Nullable String phone;

    @Column(name = "preferences")
    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable JsonNode preferences;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init")
    protected UserProfile() {}

    UserProfile(String id, String userId, Instant createdAt) {
        this.id = id;
        this.userId = userId;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    void change(Profile profile, Instant now) {
        avatarUrl = profile.avatarUrl();
        bio = profile.bio();
        location = profile.location();
        website = profile.website();
        company = profile.company();
        jobTitle = profile.jobTitle();
        phone = profile.phone();
        preferences = profile.preferences();
        updatedAt = now;
    }

    Profile toRecord() {
        return new Profile(avatarUrl, bio, location, website, company, jobTitle, phone, preferences);
    }
}
