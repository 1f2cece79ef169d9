package io.photosync.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.FailureCode.Actor;
import io.photosync.ops.console.Overview.Held;
import io.photosync.ops.console.Verdict.FailedCheck;
import io.photosync.sweep.DetectionDelay;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The first sentence of the overview. */
class VerdictTest {
    private static final Optional<DetectionDelay> KEPT =
            Optional.of(new DetectionDelay(Duration.ofMinutes(5), Optional.empty()));

    private static final Held NONE = new Held(0, 0, 0, 0);

    @Test
    void when_all_is_well_nobody_has_to_act() {
        Verdict verdict = Verdict.of(true, KEPT, List.of(), NONE, Map.of(), List.of());

        assertThat(verdict.kind()).isEqualTo("ok");
        assertThat(verdict.sentence())
                .isEqualTo("The promise is kept: a change is noticed within 5 minutes. Nobody has to act.");
        assertThat(verdict.tasks()).isEmpty();
    }

    @Test
    void a_broken_promise_is_said_first_and_why() {
        Optional<DetectionDelay> broken = Optional.of(
                new DetectionDelay(Duration.ofMinutes(90), Optional.of("this pass has taken 90 minutes so far")));

        Verdict verdict = Verdict.of(true, broken, List.of(), NONE, Map.of(Actor.OPERATOR, 3), List.of());

        assertThat(verdict.kind()).isEqualTo("bad");
        assertThat(verdict.sentence()).contains("not kept", "90 minutes");
        assertThat(verdict.tasks()).hasSize(1);
    }

    @Test
    void a_held_decision_is_an_operators_and_no_failure() {
        Verdict verdict = Verdict.of(
                true,
                KEPT,
                List.of(new FailedCheck("removals", "held, people 12")),
                new Held(12, 0, 0, 0),
                Map.of(),
                List.of());

        assertThat(verdict.kind()).isEqualTo("warn");
        assertThat(verdict.tasks()).hasSize(1);
        assertThat(verdict.tasks().getFirst().who()).isEqualTo("an operator");
        assertThat(verdict.tasks().getFirst().what()).isEqualTo("decide about 12 held removals");
        assertThat(verdict.tasks().getFirst().link()).isEqualTo("/ops/removals");
    }

    @Test
    void an_outage_of_microsoft_is_nobodys_task() {
        Verdict verdict = Verdict.of(
                true, KEPT, List.of(new FailedCheck("microsoft", "GRAPH is away")), NONE, Map.of(), List.of());

        assertThat(verdict.kind()).isEqualTo("info");
        assertThat(verdict.sentence()).contains("Nobody has to act");
        assertThat(verdict.tasks().getFirst().who()).isEqualTo("nobody");
    }

    @Test
    void a_certificate_that_ends_is_the_administrators_and_leads_to_the_runbook() {
        Verdict verdict =
                Verdict.of(true, KEPT, List.of(new FailedCheck("credential", "ends soon")), NONE, Map.of(), List.of());

        assertThat(verdict.tasks().getFirst().who()).isEqualTo("an administrator");
        assertThat(verdict.tasks().getFirst().link()).isEqualTo("/ops/runbook/checks/credential");
    }

    @Test
    void a_paused_lane_waits_for_an_operator() {
        Verdict verdict = Verdict.of(true, KEPT, List.of(), NONE, Map.of(), List.of("bulk"));

        assertThat(verdict.tasks().getFirst().link()).isEqualTo("/ops/lanes/bulk");
    }

    @Test
    void a_replica_that_has_not_read_everything_promises_nothing() {
        Verdict verdict = Verdict.of(false, KEPT, List.of(), NONE, Map.of(), List.of());

        assertThat(verdict.kind()).isEqualTo("info");
        assertThat(verdict.sentence()).doesNotContain("kept");
    }

    @Test
    void a_replica_that_cannot_read_names_who_has_to_act() {
        Verdict verdict = Verdict.of(
                false, KEPT, List.of(new FailedCheck("topics", "Kafka does not answer")), NONE, Map.of(), List.of());

        assertThat(verdict.kind()).isEqualTo("warn");
        assertThat(verdict.tasks()).singleElement().satisfies(task -> {
            assertThat(task.who()).isEqualTo("an operator");
            assertThat(task.what()).contains("Kafka does not answer");
        });
    }
}
