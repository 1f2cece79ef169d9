package io.photosync.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.FailureCode.Actor;
import io.photosync.ops.console.Overview.Held;
import io.photosync.ops.console.OverviewHeadline.FailedCheck;
import io.photosync.sweep.DetectionDelay;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The first sentence of the overview. */
class OverviewHeadlineTest {
    private static final Optional<DetectionDelay> KEPT =
            Optional.of(new DetectionDelay(Duration.ofMinutes(5), Optional.empty()));

    private static final Held NONE = new Held(0, 0, 0, 0);

    @Test
    void when_all_is_well_nobody_has_to_act() {
        OverviewHeadline headline = OverviewHeadline.of(true, KEPT, List.of(), NONE, Map.of(), List.of());

        assertThat(headline.kind()).isEqualTo("ok");
        assertThat(headline.sentence())
                .isEqualTo("The promise is kept: a change is noticed within 5 minutes. Nobody has to act.");
        assertThat(headline.tasks()).isEmpty();
    }

    @Test
    void a_broken_promise_is_said_first_and_why() {
        Optional<DetectionDelay> broken = Optional.of(
                new DetectionDelay(Duration.ofMinutes(90), Optional.of("this pass has taken 90 minutes so far")));

        OverviewHeadline headline =
                OverviewHeadline.of(true, broken, List.of(), NONE, Map.of(Actor.OPERATOR, 3), List.of());

        assertThat(headline.kind()).isEqualTo("bad");
        assertThat(headline.sentence()).contains("not kept", "90 minutes");
        assertThat(headline.tasks()).hasSize(1);
    }

    @Test
    void a_held_decision_is_an_operators_and_no_failure() {
        OverviewHeadline headline = OverviewHeadline.of(
                true,
                KEPT,
                List.of(new FailedCheck("removals", "held, people 12")),
                new Held(12, 0, 0, 0),
                Map.of(),
                List.of());

        assertThat(headline.kind()).isEqualTo("warn");
        assertThat(headline.tasks()).hasSize(1);
        assertThat(headline.tasks().getFirst().who()).isEqualTo("an operator");
        assertThat(headline.tasks().getFirst().what()).isEqualTo("decide about 12 held removals");
        assertThat(headline.tasks().getFirst().link()).isEqualTo("/ops/removals");
    }

    @Test
    void an_outage_of_microsoft_is_nobodys_task() {
        OverviewHeadline headline = OverviewHeadline.of(
                true, KEPT, List.of(new FailedCheck("microsoft", "GRAPH is away")), NONE, Map.of(), List.of());

        assertThat(headline.kind()).isEqualTo("info");
        assertThat(headline.sentence()).contains("Nobody has to act");
        assertThat(headline.tasks().getFirst().who()).isEqualTo("nobody");
    }

    @Test
    void a_certificate_that_ends_is_the_administrators_and_leads_to_the_runbook() {
        OverviewHeadline headline = OverviewHeadline.of(
                true, KEPT, List.of(new FailedCheck("credential", "ends soon")), NONE, Map.of(), List.of());

        assertThat(headline.tasks().getFirst().who()).isEqualTo("an administrator");
        assertThat(headline.tasks().getFirst().link()).isEqualTo("/ops/runbook/checks/credential");
    }

    @Test
    void a_paused_lane_waits_for_an_operator() {
        OverviewHeadline headline = OverviewHeadline.of(true, KEPT, List.of(), NONE, Map.of(), List.of("bulk"));

        assertThat(headline.tasks().getFirst().link()).isEqualTo("/ops/lanes/bulk");
    }

    @Test
    void a_replica_that_has_not_read_everything_promises_nothing() {
        OverviewHeadline headline = OverviewHeadline.of(false, KEPT, List.of(), NONE, Map.of(), List.of());

        assertThat(headline.kind()).isEqualTo("info");
        assertThat(headline.sentence()).doesNotContain("kept");
    }

    @Test
    void a_replica_that_cannot_read_names_who_has_to_act() {
        OverviewHeadline headline = OverviewHeadline.of(
                false, KEPT, List.of(new FailedCheck("topics", "Kafka does not answer")), NONE, Map.of(), List.of());

        assertThat(headline.kind()).isEqualTo("warn");
        assertThat(headline.tasks()).singleElement().satisfies(task -> {
            assertThat(task.who()).isEqualTo("an operator");
            assertThat(task.what()).contains("Kafka does not answer");
        });
    }
}
