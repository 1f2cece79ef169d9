package io.photosync.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.Settlement;
import io.photosync.event.Settlement.State;
import io.photosync.event.WrittenFiles;
import io.photosync.testkit.SettlementBuilder;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SharePointStateTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void an_attempt_that_ended_alone_says_what_sharepoint_holds() {
        SharePointState sharePointState =
                SharePointState.UNKNOWN.after(writing("a", 1, 0)).after(synced("a", 1, 0, 3));

        assertThat(sharePointState.confirmed())
                .hasValueSatisfying(end -> assertThat(end.sha256()).contains("sha-a1"));
    }

    @Test
    void an_attempt_without_an_end_leaves_open_what_sharepoint_holds() {
        SharePointState sharePointState = SharePointState.UNKNOWN
                .after(writing("a", 1, 0))
                .after(synced("a", 1, 0, 3))
                .after(writing("a", 2, 60));

        assertThat(sharePointState.confirmed()).isEmpty();
        assertThat(sharePointState.fileBaseName()).contains("files");
    }

    @Test
    void an_open_attempt_of_another_process_within_its_deadline_disturbs() {
        SharePointState sharePointState = SharePointState.UNKNOWN
                .after(writing("dying", 1, 0))
                .after(writing("next", 1, 10))
                .after(synced("next", 1, 10, 12));

        assertThat(sharePointState.confirmed()).isEmpty();
    }

    @Test
    void an_open_attempt_that_was_past_its_deadline_before_the_next_started_is_dead() {
        SharePointState sharePointState = SharePointState.UNKNOWN
                .after(writing("dead", 1, 0))
                .after(writing("next", 1, 121))
                .after(synced("next", 1, 121, 124));

        assertThat(sharePointState.confirmed()).isPresent();
    }

    @Test
    void an_end_that_comes_late_from_another_process_disturbs_the_newer_one() {
        SharePointState sharePointState = SharePointState.UNKNOWN
                .after(writing("slow", 1, 0))
                .after(writing("next", 1, 10))
                .after(synced("next", 1, 10, 12))
                .after(synced("slow", 1, 0, 14));

        assertThat(sharePointState.confirmed()).isEmpty();
    }

    @Test
    void a_process_that_tries_again_has_ended_its_earlier_attempt() {
        SharePointState sharePointState = SharePointState.UNKNOWN
                .after(writing("a", 1, 0))
                .after(writing("a", 2, 1))
                .after(synced("a", 2, 1, 3));

        assertThat(sharePointState.confirmed()).isPresent();
    }

    @Test
    void a_skip_does_not_say_what_sharepoint_holds_but_keeps_the_name() {
        Settlement skip = record(State.SKIPPED, "a", 2, 60, 61);
        SharePointState sharePointState = SharePointState.UNKNOWN
                .after(writing("a", 1, 0))
                .after(synced("a", 1, 0, 3))
                .after(skip);

        assertThat(sharePointState.confirmed()).isEmpty();
        assertThat(sharePointState.fileBaseName()).contains("files");
    }

    @Test
    void an_attempt_that_died_writing_the_same_photo_into_the_same_files_disturbs_nothing() {
        SharePointState sharePointState = SharePointState.UNKNOWN
                .after(of("dying", State.WRITING, "sha", 0, 0))
                .after(of("next", State.WRITING, "sha", 10, 10))
                .after(of("next", State.SYNCED, "sha", 10, 12));

        assertThat(sharePointState.confirmed()).isPresent();
        assertThat(sharePointState.writing()).isEmpty();
    }

    @Test
    void the_same_dead_attempt_disturbs_a_newer_photo() {
        SharePointState sharePointState = SharePointState.UNKNOWN
                .after(of("dying", State.WRITING, "sha", 0, 0))
                .after(of("next", State.SYNCED, "sha", 10, 12))
                .after(of("next", State.SYNCED, "another", 20, 22));

        assertThat(sharePointState.confirmed()).isEmpty();
    }

    @Test
    void an_overlap_lasts_until_the_other_attempts_deadline() {
        SharePointState sharePointState = SharePointState.UNKNOWN.after(of("slow", State.WRITING, "sha", 0, 0));

        assertThat(sharePointState.overlap(of("next", State.SYNCED, "another", 10, 12)))
                .contains(NOON.plus(Settlement.DEADLINE));
        assertThat(sharePointState.overlap(of("next", State.SYNCED, "sha", 10, 12)))
                .isEmpty();
        assertThat(sharePointState.overlap(of("next", State.SYNCED, "another", 121, 123)))
                .isEmpty();
    }

    @Test
    void an_attempt_that_was_given_up_writes_no_more_and_does_not_say_what_sharepoint_holds() {
        SharePointState sharePointState = SharePointState.UNKNOWN
                .after(synced("a", 1, 0, 3))
                .after(writing("a", 2, 60))
                .after(record(State.DEAD_LETTERED, "a", 2, 60, 70));

        assertThat(sharePointState.open()).isEmpty();
        assertThat(sharePointState.writing()).isEmpty();
        assertThat(sharePointState.confirmed()).isEmpty();
    }

    @Test
    void an_attempt_of_a_process_that_died_is_not_being_written_once_another_has_ended() {
        SharePointState sharePointState = SharePointState.UNKNOWN.after(writing("dead", 1, 0));
        assertThat(sharePointState.writing()).isPresent();

        SharePointState ended = sharePointState.after(record(State.DEAD_LETTERED, "next", 1, 10, 12));

        assertThat(ended.writing()).isEmpty();
        assertThat(ended.open()).hasSize(1);
    }

    @Test
    void an_attempt_that_failed_leaves_open_what_sharepoint_holds_though_the_next_one_of_its_process_writes_the_same() {
        SharePointState sharePointState = SharePointState.UNKNOWN
                .after(of("a", State.SYNCED, "sha", 0, 3))
                .after(of("a", State.WRITING, "another", 60, 60))
                .after(of("a", State.WRITING, "sha", 120, 120));

        assertThat(sharePointState.confirmed()).isEmpty();
        assertThat(sharePointState.after(of("a", State.SYNCED, "sha", 120, 123)).confirmed())
                .isPresent();
    }

    @Test
    void a_refused_removal_says_what_sharepoint_holds_until_an_attempt_to_write_something_else_starts() {
        SharePointState shown = SharePointState.UNKNOWN.after(of("a", State.SYNCED, "sha", 0, 3));

        SharePointState refused = shown.after(refused("sha", 60));

        assertThat(refused.confirmed()).isEmpty();
        assertThat(refused.kept()).isPresent();
        assertThat(refused.after(of("a", State.WRITING, "sha", 70, 70)).kept()).isPresent();
        assertThat(refused.after(of("a", State.WRITING, null, 70, 70)).kept()).isEmpty();
        assertThat(shown.after(of("a", State.WRITING, null, 50, 50))
                        .after(refused("sha", 60))
                        .kept())
                .isEmpty();
        assertThat(refused.after(of("a", State.WRITING, null, 70, 70))
                        .after(refused("sha", 80))
                        .kept())
                .isEmpty();
    }

    @Test
    void neither_a_discarded_letter_nor_a_photo_that_was_never_written_is_what_sharepoint_holds() {
        SharePointState shown = SharePointState.UNKNOWN.after(of("a", State.SYNCED, "sha", 0, 3));

        assertThat(shown.after(of("operator", State.DISCARDED, null, 60, 61)).kept())
                .isEmpty();
        assertThat(shown.after(of("a", State.SKIPPED, "held", 50, 51))
                        .after(of("operator", State.DISCARDED, "held", 60, 61))
                        .kept())
                .isEmpty();
    }

    private static Settlement refused(String sha256, int at) {
        return SettlementBuilder.from(of("operator", State.DISCARDED, sha256, at, at))
                .files(new WrittenFiles(NOON, 1, 2, 3))
                .build();
    }

    private static Settlement of(String instance, State state, String sha256, int startedAt, int at) {
        return new SettlementBuilder(state, "event", NOON.plusSeconds(at))
                .mediaEtag("etag")
                .sha256(sha256)
                .fileBaseName("files")
                .by(instance, instance + startedAt)
                .startedAt(NOON.plusSeconds(startedAt))
                .build();
    }

    private static Settlement writing(String instance, int attempt, int startedAt) {
        return record(State.WRITING, instance, attempt, startedAt, startedAt);
    }

    private static Settlement synced(String instance, int attempt, int startedAt, int endedAt) {
        return record(State.SYNCED, instance, attempt, startedAt, endedAt);
    }

    private static Settlement record(State state, String instance, int attempt, int startedAt, int at) {
        return new SettlementBuilder(state, "event", NOON.plusSeconds(at))
                .mediaEtag("etag")
                .sha256("sha-" + instance + attempt)
                .fileBaseName("files")
                .by(instance, instance + "-" + attempt)
                .startedAt(NOON.plusSeconds(startedAt))
                .build();
    }
}
