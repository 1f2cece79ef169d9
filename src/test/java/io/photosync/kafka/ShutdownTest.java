package io.photosync.kafka;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In which order the service stops. */
class ShutdownTest {
    private static final Duration GRACE = Duration.ofMillis(300);
    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/io/photosync/sandbox/"))
            .importPackages("io.photosync");

    private final List<String> happened = new ArrayList<>();
    private final List<Duration> given = new ArrayList<>();

    @Test
    void a_stage_is_told_to_stop_together_and_the_next_one_only_when_it_has_ended() throws InterruptedException {
        stop(
                member("ledger", ShutdownStage.SUPPORT),
                member("lanes", ShutdownStage.WORK),
                member("webhook", ShutdownStage.READINESS),
                member("hints", ShutdownStage.WORK));

        assertThat(happened)
                .containsExactly(
                        "stop webhook",
                        "ended webhook",
                        "stop lanes",
                        "stop hints",
                        "ended lanes",
                        "ended hints",
                        "stop ledger",
                        "ended ledger");
    }

    @Test
    void what_does_not_end_takes_the_time_of_all_and_the_rest_is_still_stopped() throws InterruptedException {
        stop(hanging("lanes"), hanging("hints"), member("ledger", ShutdownStage.SUPPORT));

        // What the second one is given is what the first has left.
        assertThat(given.stream().reduce(Duration.ZERO, Duration::plus)).isBetween(GRACE.dividedBy(2), GRACE);
        assertThat(happened).contains("stop lanes", "stop hints", "stop ledger");
    }

    @Test
    void one_that_fails_to_stop_keeps_no_other_from_it() throws InterruptedException {
        StopsInOrder failing = new Member("lanes", ShutdownStage.WORK) {
            @Override
            public void stop() {
                throw new IllegalStateException("on purpose");
            }
        };

        stop(failing, member("hints", ShutdownStage.WORK), member("ledger", ShutdownStage.SUPPORT));

        assertThat(happened).contains("stop hints", "stop ledger");
    }

    /** Two observers of equal priority would be called in an undefined order. */
    @Test
    void nothing_else_observes_the_end_of_the_process() {
        methods()
                .that(describe("observe the end of the process", ShutdownTest::observesShutdown))
                .should()
                .beDeclaredIn(Shutdown.class)
                .check(SERVICE);
    }

    /** Only beans of one instance are stopped: of a dependent one another would be made for it. */
    @Test
    void each_that_stops_in_order_is_there_once() {
        classes()
                .that()
                .implement(StopsInOrder.class)
                .should()
                .beAnnotatedWith(ApplicationScoped.class)
                .check(SERVICE);
    }

    private static boolean observesShutdown(JavaMethod method) {
        return method.getRawParameterTypes().stream()
                .anyMatch(parameter -> parameter.isEquivalentTo(ShutdownEvent.class));
    }

    private static void stop(StopsInOrder... members) throws InterruptedException {
        new Shutdown(List.of(members), GRACE).stop();
    }

    private StopsInOrder member(String name, ShutdownStage stage) {
        return new Member(name, stage);
    }

    private StopsInOrder hanging(String name) {
        return new Member(name, ShutdownStage.WORK) {
            @Override
            public void awaitStopped(Duration atMost) throws InterruptedException {
                given.add(atMost);
                Thread.sleep(atMost);
            }
        };
    }

    private class Member implements StopsInOrder {
        private final String name;
        private final ShutdownStage stage;

        Member(String name, ShutdownStage stage) {
            this.name = name;
            this.stage = stage;
        }

        @Override
        public ShutdownStage stage() {
            return stage;
        }

        @Override
        public void stop() {
            happened.add("stop " + name);
        }

        @Override
        public void awaitStopped(Duration atMost) throws InterruptedException {
            happened.add("ended " + name);
        }
    }
}
