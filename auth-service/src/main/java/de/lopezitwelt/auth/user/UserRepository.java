package de.lopezitwelt.auth.user;

import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.kernel.email.EmailAddress;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Accounts, and the row that guards who administers the platform. */
@ApplicationScoped
class UserRepository {
    Uni<@Nullable User> find(Mutiny.Session session, String id) {
        return session.find(User.class, id);
    }

    Uni<List<User>> findAll(Mutiny.Session session, Collection<String> userIds) {
        return session.createSelectionQuery("FROM User u WHERE u.id IN :ids ORDER BY u.id", User.class)
                .setParameter("ids", userIds)
                .getResultList();
    }

    Uni<@Nullable User> lock(Mutiny.Session session, String id) {
        return session.find(User.class, id, LockMode.PESSIMISTIC_WRITE);
    }

    Uni<Boolean> isTaken(Mutiny.Session session, EmailAddress email) {
        return session.createSelectionQuery("SELECT u.id FROM User u WHERE u.email = :email", String.class)
                .setParameter("email", email.normalised())
                .getSingleResultOrNull()
                .map(id -> id != null);
    }

    Uni<Boolean> hadNoAdministrator(Mutiny.Session session) {
        return session.createNativeQuery(
                        "SELECT id FROM administration_guard WHERE id = 1 AND first_admin_id IS NULL", Integer.class)
                .getSingleResultOrNull()
                .map(id -> id != null);
    }

    /** Newest first; an id holds its creation time, so the id alone orders the list. */
    Uni<List<User>> findPage(Mutiny.Session session, UserFilter filter, PageRequest page) {
        var conditions = new StringBuilder("FROM User u WHERE 1 = 1");
        if (filter.role() != null) {
            conditions.append(" AND u.role = :role");
        }
        if (filter.active() != null) {
            conditions.append(" AND u.active = :active");
        }
        if (filter.text() != null) {
            conditions.append(" AND (u.email LIKE :text ESCAPE '!' OR u.name LIKE :text ESCAPE '!')");
        }
        Cursor cursor = page.cursor();
        if (cursor != null) {
            conditions.append(" AND u.id < :after");
        }
        var query = session.createSelectionQuery(conditions + " ORDER BY u.id DESC", User.class);
        if (filter.role() != null) {
            query.setParameter("role", filter.role());
        }
        if (filter.active() != null) {
            query.setParameter("active", filter.active());
        }
        if (filter.text() != null) {
            query.setParameter("text", filter.likePattern());
        }
        if (cursor != null) {
            query.setParameter("after", cursor.expect(1).id(0));
        }
        return query.setMaxResults(page.fetchSize()).getResultList();
    }

    /** True for exactly one account, ever: the first to be committed. */
    Uni<Boolean> claimFirstAdministrator(Mutiny.Session session, String userId) {
        return session.createNativeQuery(
                        "UPDATE administration_guard SET first_admin_id = :user WHERE id = 1 AND first_admin_id IS NULL")
                .setParameter("user", userId)
                .executeUpdate()
                .map(rows -> rows == 1);
    }

    /** Orders everything that may take away an administrator; lock it before any user's row. */
    Uni<Void> lockAdministration(Mutiny.Session session) {
        return session.createNativeQuery("SELECT id FROM administration_guard WHERE id = 1 FOR UPDATE", Integer.class)
                .getSingleResult()
                .replaceWithVoid();
    }

    /** @param userId who is not counted; empty to count all */
    Uni<Long> countOtherAdministrators(Mutiny.Session session, String userId) {
        return session.createSelectionQuery(
                        "SELECT COUNT(u) FROM User u WHERE u.role = :role AND u.active = TRUE AND u.id <> :user",
                        Long.class)
                .setParameter("role", UserRole.ADMIN)
                .setParameter("user", userId)
                .getSingleResult();
    }

    Uni<@Nullable UserProfile> findProfile(Mutiny.Session session, String userId) {
        return session.createSelectionQuery("FROM UserProfile p WHERE p.userId = :user", UserProfile.class)
                .setParameter("user", userId)
                .getSingleResultOrNull();
    }
}
