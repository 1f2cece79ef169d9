package io.photosync.drift;

import static io.photosync.drift.ComparedLibrary.file;
import static io.photosync.drift.ComparedLibrary.list;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.drift.DriftFinding.What;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement.State;
import io.photosync.ledger.Settlements;
import io.photosync.ledger.SharePointState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Findings of files that differ from what was written. */
class LibraryComparisonTest {
    private static final Instant NOON = Settlements.NOON;
    private static final Instant WRITTEN = Settlements.WRITTEN;

    private final ComparedLibrary library = new ComparedLibrary();
    private final Map<String, SharePointState> targets = library.targets;
    private final Map<String, RosterEntry> roster = library.roster;

    @Test
    void unchanged_files_are_no_finding() {
        targets.put("ada", Settlements.target(State.SYNCED, "ada"));
        LibraryComparison comparison = library.comparison();

        list(comparison, "ada", WRITTEN);

        assertThat(comparison.findings(NOON)).isEmpty();
        assertThat(comparison.files()).isEqualTo(3);
        assertThat(comparison.unknown()).isZero();
    }

    @Test
    void a_missing_file_is_a_finding() {
        targets.put("ada", Settlements.target(State.UNCHANGED, "ada"));
        LibraryComparison comparison = library.comparison();

        comparison.seen(file("ada_SThumb.jpg", 1, WRITTEN));
        comparison.seen(file("ada_LThumb.jpg", 3, WRITTEN));

        assertThat(comparison.findings(NOON)).containsExactly(new DriftFinding("ada", What.MISSING, "attempt"));
    }

    @Test
    void a_file_that_was_written_later_was_changed() {
        targets.put("ada", Settlements.target(State.SYNCED, "ada"));
        LibraryComparison comparison = library.comparison();

        list(comparison, "ada", WRITTEN.plusSeconds(1));

        assertThat(comparison.findings(NOON)).extracting(DriftFinding::what).containsExactly(What.CHANGED);
    }

    @Test
    void a_file_of_another_length_was_changed_even_within_the_same_second() {
        targets.put("ada", Settlements.target(State.SYNCED, "ada"));
        LibraryComparison comparison = library.comparison();

        comparison.seen(file("ada_SThumb.jpg", 1, WRITTEN));
        comparison.seen(file("ada_MThumb.jpg", 99, WRITTEN));
        comparison.seen(file("ada_LThumb.jpg", 3, WRITTEN));

        assertThat(comparison.findings(NOON)).extracting(DriftFinding::what).containsExactly(What.CHANGED);
    }

    @Test
    void files_without_a_record_of_what_was_written_can_only_be_missing() {
        targets.put("ada", Settlements.withoutFiles("ada"));
        LibraryComparison comparison = library.comparison();

        list(comparison, "ada", WRITTEN.plusSeconds(999));

        assertThat(comparison.findings(NOON)).isEmpty();
    }

    @Test
    void file_names_are_compared_ignoring_case() {
        targets.put("ada", Settlements.target(State.SYNCED, "Ada_Contoso"));
        LibraryComparison comparison = library.comparison();

        list(comparison, "ADA_contoso", WRITTEN);

        assertThat(comparison.findings(NOON)).isEmpty();
    }

    @Test
    void a_user_with_work_during_the_listing_is_skipped() {
        targets.put("ada", Settlements.target(State.SYNCED, "ada"));
        targets.put("bob", Settlements.target(State.SYNCED, "bob"));
        LibraryComparison comparison = library.comparison();

        targets.put("ada", Settlements.again(targets.get("ada")));
        roster.put("bob", Settlements.person(Optional.of(NOON)));

        assertThat(comparison.findings(NOON)).isEmpty();
    }

    @Test
    void a_user_of_a_live_attempt_is_skipped_and_one_of_a_dead_attempt_is_not() {
        targets.put("ada", Settlements.beingWritten("ada", NOON.minusSeconds(100)));
        targets.put("bob", Settlements.beingWritten("bob", NOON.minusSeconds(121)));
        LibraryComparison comparison = library.comparison();

        assertThat(comparison.findings(NOON)).extracting(DriftFinding::userId).containsExactly("bob");
    }

    @ParameterizedTest
    @EnumSource(names = {"REMOVED", "SKIPPED", "DEAD_LETTERED", "DISCARDED"})
    void only_a_written_photo_can_be_missing(State state) {
        targets.put("ada", Settlements.target(state, "ada"));
        LibraryComparison comparison = library.comparison();

        assertThat(comparison.empty()).isTrue();
        assertThat(comparison.findings(NOON)).isEmpty();
    }

    @Test
    void an_unmanaged_user_is_not_expected() {
        targets.put("ada", Settlements.target(State.SYNCED, "ada"));
        roster.put("ada", Settlements.person(Optional.of(NOON)));

        assertThat(library.comparison().expected()).isZero();
    }

    @Test
    void files_under_the_id_of_a_user_who_uses_others_may_be_orphans_and_unknown_files_are_counted() {
        targets.put("ada", Settlements.target(State.SYNCED, "ada_contoso"));
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
    void newer_files_under_the_object_id_of_a_user_written_under_another_name_are_found() {
        targets.put("ada", Settlements.target(State.SYNCED, "ada_contoso"));
        LibraryComparison comparison = library.comparison();

        list(comparison, "ada_contoso", WRITTEN);
        comparison.seen(file("ada_MThumb.jpg", 2, WRITTEN.plusSeconds(1)));

        assertThat(comparison.findings(NOON)).extracting(DriftFinding::what).containsExactly(What.NEWER);
        assertThat(comparison.unexpected()).containsExactly("ada");
    }

    @Test
    void without_a_record_of_what_was_written_newer_means_after_the_attempt() {
        targets.put("ada", Settlements.withoutFiles("ada_contoso"));
        targets.put("bob", Settlements.withoutFiles("bob_contoso"));
        LibraryComparison comparison = library.comparison();

        list(comparison, "ada_contoso", WRITTEN);
        list(comparison, "bob_contoso", WRITTEN);
        list(comparison, "ada", WRITTEN.plusSeconds(1));
        list(comparison, "bob", WRITTEN.minusSeconds(1));

        assertThat(comparison.findings(NOON)).extracting(DriftFinding::userId).containsExactly("ada");
    }
}
