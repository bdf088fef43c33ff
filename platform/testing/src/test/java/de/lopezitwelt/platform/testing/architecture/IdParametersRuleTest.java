package de.lopezitwelt.platform.testing.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdParametersRuleTest {
    /** As Jakarta REST's, which is no part of this module. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface PathParam {
        String value();
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface QueryParam {
        String value();
    }

    record ThingId(String value) {}

    static final class TypedResource {
        void get(@PathParam("thing_id") ThingId id, @QueryParam("owner_id") List<ThingId> owners) {}

        void list(@QueryParam("name") String name, @QueryParam("valid") String valid) {}
    }

    static final class PathResource {
        void get(@PathParam("id") String id) {}
    }

    static final class ListResource {
        void list(@QueryParam("owner_id") List<String> owners) {}
    }

    @Test
    void idThatIsTakenAsTextBreaksTheRule() {
        assertThat(isKeptBy(TypedResource.class)).isTrue();
        assertThat(isKeptBy(PathResource.class)).isFalse();
        assertThat(isKeptBy(ListResource.class)).isFalse();
    }

    private static boolean isKeptBy(Class<?> resource) {
        return !ServiceRules.idsAreTypes
                .evaluate(new ClassFileImporter().importClasses(resource))
                .hasViolation();
    }
}
