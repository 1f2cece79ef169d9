package io.photosync.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.drift.Finding.What;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement.State;
import io.photosync.ledger.Target;
import io.photosync.sharepoint.PhotoFile;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TallyTest {
    private static final Instant NOON = Ends.NOON;
    private static final Instant WRITTEN = Ends.WRITTEN;

    private final Map<String, Target> targets = new HashMap<>();
    private final Map<String, RosterEntry> roster = new HashMap<>();

    @Test
    void files_as_they_were_written_are_no_finding() {
        targets.put("ada", Ends.target(State.SYNCED, "ada"));
        Tally tally = tally();

        list(tally, "ada", WRITTEN);

        assertThat(tally.findings(NOON)).isEmpty();
        assertThat(tally.files()).isEqualTo(3);
        assertThat(tally.unknown()).isZero();
    }

    @Test
    void a_file_too_few_is_missing() {
        targets.put("ada", Ends.target(State.UNCHANGED, "ada"));
        Tally tally = tally();

        tally.seen(file("ada_SThumb.jpg", 1, WRITTEN));
        tally.seen(file("ada_LThumb.jpg", 3, WRITTEN));

        assertThat(tally.findings(NOON)).containsExactly(new Finding("ada", What.MISSING, "attempt"));
    }

    @Test
    void a_file_that_was_written_later_was_changed() {
        targets.put("ada", Ends.target(State.SYNCED, "ada"));
        Tally tally = tally();

        list(tally, "ada", WRITTEN.plusSeconds(1));

        assertThat(tally.findings(NOON)).extracting(Finding::what).containsExactly(What.CHANGED);
    }

    @Test
    void a_file_of_another_length_was_changed_even_within_the_same_second() {
        targets.put("ada", Ends.target(State.SYNCED, "ada"));
        Tally tally = tally();

        tally.seen(file("ada_SThumb.jpg", 1, WRITTEN));
        tally.seen(file("ada_MThumb.jpg", 99, WRITTEN));
        tally.seen(file("ada_LThumb.jpg", 3, WRITTEN));

        assertThat(tally.findings(NOON)).extracting(Finding::what).containsExactly(What.CHANGED);
    }

    @Test
    void files_of_which_it_is_not_known_what_was_written_can_only_be_missing() {
        targets.put("ada", Ends.withoutFiles("ada"));
        Tally tally = tally();

        list(tally, "ada", WRITTEN.plusSeconds(999));

        assertThat(tally.findings(NOON)).isEmpty();
    }

    @Test
    void sharepoint_does_not_mind_the_case_of_names() {
        targets.put("ada", Ends.target(State.SYNCED, "Ada_Contoso"));
        Tally tally = tally();

        list(tally, "ADA_contoso", WRITTEN);

        assertThat(tally.findings(NOON)).isEmpty();
    }

    @Test
    void who_was_worked_on_meanwhile_is_left_out() {
        targets.put("ada", Ends.target(State.SYNCED, "ada"));
        targets.put("bob", Ends.target(State.SYNCED, "bob"));
        Tally tally = tally();

        targets.put("ada", Ends.again(targets.get("ada")));
        roster.put("bob", Ends.person(Optional.of(NOON)));

        assertThat(tally.findings(NOON)).isEmpty();
    }

    @Test
    void an_attempt_that_may_still_write_leaves_its_user_out_and_a_dead_one_does_not() {
        targets.put("ada", Ends.beingWritten("ada", NOON.minusSeconds(100)));
        targets.put("bob", Ends.beingWritten("bob", NOON.minusSeconds(121)));
        Tally tally = tally();

        assertThat(tally.findings(NOON)).extracting(Finding::userId).containsExactly("bob");
    }

    @ParameterizedTest
    @EnumSource(names = {"REMOVED", "SKIPPED", "DEAD_LETTERED", "DISCARDED"})
    void only_a_photo_that_stands_can_be_missing(State state) {
        targets.put("ada", Ends.target(state, "ada"));
        Tally tally = tally();

        assertThat(tally.empty()).isTrue();
        assertThat(tally.findings(NOON)).isEmpty();
    }

    @Test
    void who_is_not_looked_after_is_not_looked_for() {
        targets.put("ada", Ends.target(State.SYNCED, "ada"));
        roster.put("ada", Ends.person(Optional.of(NOON)));

        assertThat(tally().expected()).isZero();
    }

    @Test
    void files_named_by_the_id_of_somebody_who_uses_others_may_be_orphans_and_strangers_are_counted() {
        targets.put("ada", Ends.target(State.SYNCED, "ada_contoso"));
        Tally tally = tally();

        list(tally, "ada_contoso", WRITTEN);
        list(tally, "ADA", WRITTEN);
        list(tally, "stranger", WRITTEN);
        tally.seen(file("readme.txt", 1, WRITTEN));

        assertThat(tally.unexpected()).containsExactly("ada");
        assertThat(tally.unknown()).isEqualTo(4);
        assertThat(tally.findings(NOON)).isEmpty();
    }

    @Test
    void newer_files_under_the_object_id_of_somebody_whom_we_wrote_under_another_name_are_found() {
        targets.put("ada", Ends.target(State.SYNCED, "ada_contoso"));
        Tally tally = tally();

        list(tally, "ada_contoso", WRITTEN);
        tally.seen(file("ada_MThumb.jpg", 2, WRITTEN.plusSeconds(1)));

        assertThat(tally.findings(NOON)).extracting(Finding::what).containsExactly(What.NEWER);
        assertThat(tally.unexpected()).containsExactly("ada");
    }

    @Test
    void where_it_is_not_known_what_was_written_newer_means_after_the_attempt() {
        targets.put("ada", Ends.withoutFiles("ada_contoso"));
        targets.put("bob", Ends.withoutFiles("bob_contoso"));
        Tally tally = tally();

        list(tally, "ada_contoso", WRITTEN);
        list(tally, "bob_contoso", WRITTEN);
        list(tally, "ada", WRITTEN.plusSeconds(1));
        list(tally, "bob", WRITTEN.minusSeconds(1));

        assertThat(tally.findings(NOON)).extracting(Finding::userId).containsExactly("ada");
    }

    private Tally tally() {
        return new Tally(targets, roster);
    }

    private static void list(Tally tally, String base, Instant modified) {
        List.of("L", "M", "S")
                .forEach(size -> tally.seen(file(base + "_" + size + "Thumb.jpg", "_SML".indexOf(size), modified)));
    }

    private static PhotoFile file(String name, long length, Instant modified) {
        return new PhotoFile(name, length, modified, "\"{etag},1\"");
    }
}
