package io.photosync.drift;

import static io.photosync.drift.ComparedLibrary.file;
import static io.photosync.drift.ComparedLibrary.list;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.drift.DriftFinding.What;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement.State;
import io.photosync.ledger.SharePointState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose files are not as they were written. */
class LibraryComparisonTest {
    private static final Instant NOON = Ends.NOON;
    private static final Instant WRITTEN = Ends.WRITTEN;

    private final ComparedLibrary library = new ComparedLibrary();
    private final Map<String, SharePointState> targets = library.targets;
    private final Map<String, RosterEntry> roster = library.roster;

    @Test
    void files_as_they_were_written_are_no_finding() {
        targets.put("ada", Ends.target(State.SYNCED, "ada"));
        LibraryComparison comparison = library.comparison();

        list(comparison, "ada", WRITTEN);

        assertThat(comparison.findings(NOON)).isEmpty();
        assertThat(comparison.files()).isEqualTo(3);
        assertThat(comparison.unknown()).isZero();
    }

    @Test
    void a_file_too_few_is_missing() {
        targets.put("ada", Ends.target(State.UNCHANGED, "ada"));
        LibraryComparison comparison = library.comparison();

        comparison.seen(file("ada_SThumb.jpg", 1, WRITTEN));
        comparison.seen(file("ada_LThumb.jpg", 3, WRITTEN));

        assertThat(comparison.findings(NOON)).containsExactly(new DriftFinding("ada", What.MISSING, "attempt"));
    }

    @Test
    void a_file_that_was_written_later_was_changed() {
        targets.put("ada", Ends.target(State.SYNCED, "ada"));
        LibraryComparison comparison = library.comparison();

        list(comparison, "ada", WRITTEN.plusSeconds(1));

        assertThat(comparison.findings(NOON)).extracting(DriftFinding::what).containsExactly(What.CHANGED);
    }

    @Test
    void a_file_of_another_length_was_changed_even_within_the_same_second() {
        targets.put("ada", Ends.target(State.SYNCED, "ada"));
        LibraryComparison comparison = library.comparison();

        comparison.seen(file("ada_SThumb.jpg", 1, WRITTEN));
        comparison.seen(file("ada_MThumb.jpg", 99, WRITTEN));
        comparison.seen(file("ada_LThumb.jpg", 3, WRITTEN));

        assertThat(comparison.findings(NOON)).extracting(DriftFinding::what).containsExactly(What.CHANGED);
    }

    @Test
    void files_of_which_it_is_not_known_what_was_written_can_only_be_missing() {
        targets.put("ada", Ends.withoutFiles("ada"));
        LibraryComparison comparison = library.comparison();

        list(comparison, "ada", WRITTEN.plusSeconds(999));

        assertThat(comparison.findings(NOON)).isEmpty();
    }

    @Test
    void sharepoint_does_not_mind_the_case_of_names() {
        targets.put("ada", Ends.target(State.SYNCED, "Ada_Contoso"));
        LibraryComparison comparison = library.comparison();

        list(comparison, "ADA_contoso", WRITTEN);

        assertThat(comparison.findings(NOON)).isEmpty();
    }

    @Test
    void who_was_worked_on_meanwhile_is_left_out() {
        targets.put("ada", Ends.target(State.SYNCED, "ada"));
        targets.put("bob", Ends.target(State.SYNCED, "bob"));
        LibraryComparison comparison = library.comparison();

        targets.put("ada", Ends.again(targets.get("ada")));
        roster.put("bob", Ends.person(Optional.of(NOON)));

        assertThat(comparison.findings(NOON)).isEmpty();
    }

    @Test
    void an_attempt_that_may_still_write_leaves_its_user_out_and_a_dead_one_does_not() {
        targets.put("ada", Ends.beingWritten("ada", NOON.minusSeconds(100)));
        targets.put("bob", Ends.beingWritten("bob", NOON.minusSeconds(121)));
        LibraryComparison comparison = library.comparison();

        assertThat(comparison.findings(NOON)).extracting(DriftFinding::userId).containsExactly("bob");
    }

    @ParameterizedTest
    @EnumSource(names = {"REMOVED", "SKIPPED", "DEAD_LETTERED", "DISCARDED"})
    void only_a_photo_that_stands_can_be_missing(State state) {
        targets.put("ada", Ends.target(state, "ada"));
        LibraryComparison comparison = library.comparison();

        assertThat(comparison.empty()).isTrue();
        assertThat(comparison.findings(NOON)).isEmpty();
    }

    @Test
    void who_is_not_looked_after_is_not_looked_for() {
        targets.put("ada", Ends.target(State.SYNCED, "ada"));
        roster.put("ada", Ends.person(Optional.of(NOON)));

        assertThat(library.comparison().expected()).isZero();
    }

    @Test
    void files_named_by_the_id_of_somebody_who_uses_others_may_be_orphans_and_strangers_are_counted() {
        targets.put("ada", Ends.target(State.SYNCED, "ada_contoso"));
        LibraryComparison comparison = library.comparison();

        list(comparison, "ada_contoso", WRITTEN);
        list(comparison, "ADA", WRITTEN);
        list(comparison, "stranger", WRITTEN);
        comparison.seen(file("readme.txt", 1, WRITTEN));

        assertThat(comparison.unexpected()).containsExactly("ada");
        assertThat(comparison.unknown()).isEqualTo(4);
        assertThat(comparison.findings(NOON)).isEmpty();
    }

    @Test
    void newer_files_under_the_object_id_of_somebody_whom_we_wrote_under_another_name_are_found() {
        targets.put("ada", Ends.target(State.SYNCED, "ada_contoso"));
        LibraryComparison comparison = library.comparison();

        list(comparison, "ada_contoso", WRITTEN);
        comparison.seen(file("ada_MThumb.jpg", 2, WRITTEN.plusSeconds(1)));

        assertThat(comparison.findings(NOON)).extracting(DriftFinding::what).containsExactly(What.NEWER);
        assertThat(comparison.unexpected()).containsExactly("ada");
    }

    @Test
    void where_it_is_not_known_what_was_written_newer_means_after_the_attempt() {
        targets.put("ada", Ends.withoutFiles("ada_contoso"));
        targets.put("bob", Ends.withoutFiles("bob_contoso"));
        LibraryComparison comparison = library.comparison();

        list(comparison, "ada_contoso", WRITTEN);
        list(comparison, "bob_contoso", WRITTEN);
        list(comparison, "ada", WRITTEN.plusSeconds(1));
        list(comparison, "bob", WRITTEN.minusSeconds(1));

        assertThat(comparison.findings(NOON)).extracting(DriftFinding::userId).containsExactly("ada");
    }
}
