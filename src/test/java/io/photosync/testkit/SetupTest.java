package io.photosync.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.lang.annotation.Annotation;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How many set-ups of the service there are in tests. */
class SetupTest {
    private static final int AT_MOST = 6;

    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
            .importPackages("io.photosync");

    @Test
    void there_are_at_most_six_of_which_each_is_used() {
        Set<Setup> used = TESTS.stream()
                .filter(type -> type.isAnnotatedWith(SandboxTest.class))
                .map(type -> type.getAnnotationOfType(SandboxTest.class).value())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Setup.class)));

        assertThat(used).containsExactly(Setup.values()).hasSizeLessThanOrEqualTo(AT_MOST);
    }

    @Test
    void every_test_of_the_running_service_has_one_of_them_and_no_settings_of_its_own() {
        assertThat(TESTS.stream().filter(SetupTest::isSetUpByItself).map(JavaClass::getSimpleName))
                .containsExactly(SandboxTest.class.getSimpleName());
        assertThat(TESTS.stream().filter(type -> type.isAssignableTo(QuarkusTestProfile.class)))
                .isEmpty();
    }

    private static boolean isSetUpByItself(JavaClass type) {
        return Stream.<Class<? extends Annotation>>of(QuarkusTest.class, TestProfile.class, WithTestResource.class)
                .anyMatch(type::isAnnotatedWith);
    }
}
