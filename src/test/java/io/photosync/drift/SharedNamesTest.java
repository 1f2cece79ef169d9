package io.photosync.drift;

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

/** Users whose files have the same names: both show the photo written last. */
class SharedNamesTest {
    private static final Instant NOON = Settlements.NOON;
    private static final Instant WRITTEN = Settlements.WRITTEN;

    private final ComparedLibrary library = new ComparedLibrary();
    private final Map<String, SharePointState> targets = library.targets;
    private final Map<String, RosterEntry> roster = library.roster;

    @Test
    void two_users_on_one_base_name_are_a_finding_for_both_whatever_their_files_look_like() {
        targets.put("ada", Settlements.target(State.SYNCED, "a_b_contoso"));
        targets.put("bob", Settlements.target(State.UNCHANGED, "A_B_contoso"));
        LibraryComparison comparison = library.comparison();

        list(comparison, "a_b_contoso", WRITTEN);

        assertThat(comparison.expected()).isEqualTo(2);
        assertThat(comparison.findings(NOON)).extracting(DriftFinding::what).containsExactly(What.SHARED, What.SHARED);
        assertThat(comparison.findings(NOON)).extracting(DriftFinding::userId).containsExactlyInAnyOrder("ada", "bob");
    }

    @Test
    void a_users_own_id_is_theirs_and_only_the_other_one_is_a_finding() {
        targets.put("ada", Settlements.target(State.SYNCED, "ada"));
        targets.put("bob", Settlements.target(State.SYNCED, "ada"));
        LibraryComparison comparison = library.comparison();

        list(comparison, "ada", WRITTEN);

        assertThat(comparison.findings(NOON)).containsExactly(new DriftFinding("bob", What.SHARED, "attempt"));
    }

    @Test
    void the_files_of_an_owner_over_whom_another_wrote_are_changed() {
        targets.put("ada", Settlements.target(State.SYNCED, "ada"));
        targets.put("bob", Settlements.target(State.SYNCED, "ada"));
        LibraryComparison comparison = library.comparison();

        list(comparison, "ada", WRITTEN.plusSeconds(5));

        assertThat(comparison.findings(NOON)).extracting(DriftFinding::what).containsExactly(What.SHARED, What.CHANGED);
    }

    @Test
    void an_id_that_another_user_uses_is_a_finding_even_before_its_owner_was_ever_written() {
        targets.put("bob", Settlements.target(State.SYNCED, "ada"));
        roster.put("ada", Settlements.person(Optional.empty()));

        assertThat(library.comparison().findings(NOON))
                .extracting(DriftFinding::what)
                .containsExactly(What.SHARED);
    }

    @Test
    void a_user_whose_picture_was_removed_shares_no_files() {
        targets.put("ada", Settlements.target(State.SYNCED, "a_b_contoso"));
        targets.put("bob", Settlements.target(State.REMOVED, "a_b_contoso"));
        LibraryComparison comparison = library.comparison();

        list(comparison, "a_b_contoso", WRITTEN);

        assertThat(comparison.findings(NOON)).isEmpty();
    }
}
