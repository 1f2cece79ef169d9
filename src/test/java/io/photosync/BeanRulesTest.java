package io.photosync;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.junit.jupiter.api.Test;

/** What the container makes: when, and by which constructor. */
class BeanRulesTest {
    /** An alert misses the first of what it looks for, and a dashboard says "no data", where a metric appears with its first use. */
    @Test
    void whoever_takes_the_registry_of_metrics_is_there_from_the_start() {
        classes()
                .that(describe("are beans that take the registry of metrics", BeanRulesTest::isBeanWithMetrics))
                .should(be(describe("made when the service starts", BeanRulesTest::isMadeAtStart)))
                .check(ServiceCode.CLASSES);
    }

    /** The container would take one without parameters that it adds itself, and leave every field empty. */
    @Test
    void a_bean_with_several_constructors_says_which_one_is_injected() {
        classes()
                .that(describe("are beans with several constructors", BeanRulesTest::isBeanWithConstructors))
                .should(be(describe("marked with @Inject at one of them", type -> type.getConstructors().stream()
                        .anyMatch(made -> made.isAnnotatedWith(Inject.class)))))
                .check(ServiceCode.CLASSES);
    }

    private static boolean isBeanWithConstructors(JavaClass type) {
        return isBean(type) && type.getConstructors().size() > 1;
    }

    private static boolean isBean(JavaClass type) {
        return type.isAnnotatedWith(ApplicationScoped.class) || type.isAnnotatedWith(Singleton.class);
    }

    private static boolean isBeanWithMetrics(JavaClass type) {
        return isBean(type)
                && type.getConstructors().stream().anyMatch(constructor -> takes(constructor, MeterRegistry.class));
    }

    private static boolean isMadeAtStart(JavaClass type) {
        return type.isAnnotatedWith(Startup.class)
                || type.getMethods().stream().anyMatch(method -> takes(method, StartupEvent.class));
    }

    private static boolean takes(JavaCodeUnit code, Class<?> type) {
        return code.getRawParameterTypes().stream().anyMatch(parameter -> parameter.isEquivalentTo(type));
    }
}
