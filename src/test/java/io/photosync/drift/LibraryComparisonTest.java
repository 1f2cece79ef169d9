package io.photosync.drift;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.drift.DriftFinding.What;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement.State;
import io.photosync.ledger.SharePointState;
import io.photosync.sharepoint.PhotoFile;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryComparisonTest {
    private static final Instant NOON = Ends.NOON;
    private static final Instant WRITTEN = Ends.WRITTEN;

    private final Map<String, SharePointState> targets = new HashMap<>();
    private final Map<String, RosterEntry> roster = new HashMap<>();

    @Test
    void files_as_they_were_written_are_no_finding() {
        targets.put("ada", Ends.target(State.SYNCED, "ada"));
        LibraryComparison libraryComparison = tally();

        list(libraryComparison, "ada", WRITTEN);

        assertThat(libraryComparison.findings(NOON)).isEmpty();
        assertThat(libraryComparison.files()).isEqualTo(3);
        assertThat(libraryComparison.unknown()).isZero();
    }

    @Test
    void a_file_too_few_is_missing() {
        targets.put("ada", Ends.target(State.UNCHANGED, "ada"));
        LibraryComparison libraryComparison = tally();

        libraryComparison.seen(file("ada_SThumb.jpg", 1, WRITTEN));
        libraryComparison.seen(file("ada_LThumb.jpg", 3, WRITTEN));

        assertThat(libraryComparison.findings(NOON)).containsExactly(new DriftFinding("ada", What.MISSING, "attempt"));
    }

    @Test
    void a_file_that_was_written_later_was_changed() {
        targets.put("ada", Ends.target(State.SYNCED, "ada"));
        LibraryComparison libraryComparison = tally();

        list(libraryComparison, "ada", WRITTEN.plusSeconds(1));

        assertThat(libraryComparison.findings(NOON))
                .extracting(DriftFinding::what)
                .containsExactly(What.CHANGED);
    }

    @Test
    void a_file_of_another_length_was_changed_even_within_the_same_second() {
        targets.put("ada", Ends.target(State.SYNCED, "ada"));
        LibraryComparison libraryComparison = tally();

        libraryComparison.seen(file("ada_SThumb.jpg", 1, WRITTEN));
        libraryComparison.seen(file("ada_MThumb.jpg", 99, WRITTEN));
        libraryComparison.seen(file("ada_LThumb.jpg", 3, WRITTEN));

        assertThat(libraryComparison.findings(NOON))
                .extracting(DriftFinding::what)
                .containsExactly(What.CHANGED);
    }

    @Test
    void files_of_which_it_is_not_known_what_was_written_can_only_be_missing() {
        targets.put("ada", Ends.withoutFiles("ada"));
        LibraryComparison libraryComparison = tally();

        list(libraryComparison, "ada", WRITTEN.plusSeconds(999));

        assertThat(libraryComparison.findings(NOON)).isEmpty();
    }

    @Test
    void sharepoint_does_not_mind_the_case_of_names() {
        targets.put("ada", Ends.target(State.SYNCED, "Ada_Contoso"));
        LibraryComparison libraryComparison = tally();

        list(libraryComparison, "ADA_contoso", WRITTEN);

        assertThat(libraryComparison.findings(NOON)).isEmpty();
    }

    @Test
    void who_was_worked_on_meanwhile_is_left_out() {
        targets.put("ada", Ends.target(State.SYNCED, "ada"));
        targets.put("bob", Ends.target(State.SYNCED, "bob"));
        LibraryComparison libraryComparison = tally();

        targets.put("ada", Ends.again(targets.get("ada")));
        roster.put("bob", Ends.person(Optional.of(NOON)));

        assertThat(libraryComparison.findings(NOON)).isEmpty();
    }

    @Test
    void an_attempt_that_may_still_write_leaves_its_user_out_and_a_dead_one_does_not() {
        targets.put("ada", Ends.beingWritten("ada", NOON.minusSeconds(100)));
        targets.put("bob", Ends.beingWritten("bob", NOON.minusSeconds(121)));
        LibraryComparison libraryComparison = tally();

        assertThat(libraryComparison.findings(NOON))
                .extracting(DriftFinding::userId)
                .containsExactly("bob");
    }

    @ParameterizedTest
    @EnumSource(names = {"REMOVED", "SKIPPED", "DEAD_LETTERED", "DISCARDED"})
    void only_a_photo_that_stands_can_be_missing(State state) {
        targets.put("ada", Ends.target(state, "ada"));
        LibraryComparison libraryComparison = tally();

        assertThat(libraryComparison.empty()).isTrue();
        assertThat(libraryComparison.findings(NOON)).isEmpty();
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
        LibraryComparison libraryComparison = tally();

        list(libraryComparison, "ada_contoso", WRITTEN);
        list(libraryComparison, "ADA", WRITTEN);
        list(libraryComparison, "stranger", WRITTEN);
        libraryComparison.seen(file("readme.txt", 1, WRITTEN));

        assertThat(libraryComparison.unexpected()).containsExactly("ada");
        assertThat(libraryComparison.unknown()).isEqualTo(4);
        assertThat(libraryComparison.findings(NOON)).isEmpty();
    }

    @Test
    void newer_files_under_the_object_id_of_somebody_whom_we_wrote_under_another_name_are_found() {
        targets.put("ada", Ends.target(State.SYNCED, "ada_contoso"));
        LibraryComparison libraryComparison = tally();

        list(libraryComparison, "ada_contoso", WRITTEN);
        libraryComparison.seen(file("ada_MThumb.jpg", 2, WRITTEN.plusSeconds(1)));

        assertThat(libraryComparison.findings(NOON))
                .extracting(DriftFinding::what)
                .containsExactly(What.NEWER);
        assertThat(libraryComparison.unexpected()).containsExactly("ada");
    }

    @Test
    void where_it_is_not_known_what_was_written_newer_means_after_the_attempt() {
        targets.put("ada", Ends.withoutFiles("ada_contoso"));
        targets.put("bob", Ends.withoutFiles("bob_contoso"));
        LibraryComparison libraryComparison = tally();

        list(libraryComparison, "ada_contoso", WRITTEN);
        list(libraryComparison, "bob_contoso", WRITTEN);
        list(libraryComparison, "ada", WRITTEN.plusSeconds(1));
        list(libraryComparison, "bob", WRITTEN.minusSeconds(1));

        assertThat(libraryComparison.findings(NOON))
                .extracting(DriftFinding::userId)
                .containsExactly("ada");
    }

    @Test
    void two_users_on_one_base_name_are_a_finding_for_both_whatever_their_files_look_like() {
        targets.put("ada", Ends.target(State.SYNCED, "a_b_contoso"));
        targets.put("bob", Ends.target(State.UNCHANGED, "A_B_contoso"));
        LibraryComparison libraryComparison = tally();

        list(libraryComparison, "a_b_contoso", WRITTEN);

        assertThat(libraryComparison.expected()).isEqualTo(2);
        assertThat(libraryComparison.findings(NOON))
                .extracting(DriftFinding::what)
                .containsExactly(What.SHARED, What.SHARED);
        assertThat(libraryComparison.findings(NOON))
                .extracting(DriftFinding::userId)
                .containsExactlyInAnyOrder("ada", "bob");
    }

    @Test
    void a_users_own_id_is_theirs_and_only_the_other_one_is_a_finding() {
        targets.put("ada", Ends.target(State.SYNCED, "ada"));
        targets.put("bob", Ends.target(State.SYNCED, "ada"));
        LibraryComparison libraryComparison = tally();

        list(libraryComparison, "ada", WRITTEN);

        assertThat(libraryComparison.findings(NOON)).containsExactly(new DriftFinding("bob", What.SHARED, "attempt"));
    }

    @Test
    void the_files_of_an_owner_over_whom_another_wrote_are_changed() {
        targets.put("ada", Ends.target(State.SYNCED, "ada"));
        targets.put("bob", Ends.target(State.SYNCED, "ada"));
        LibraryComparison libraryComparison = tally();

        list(libraryComparison, "ada", WRITTEN.plusSeconds(5));

        assertThat(libraryComparison.findings(NOON))
                .extracting(DriftFinding::what)
                .containsExactly(What.SHARED, What.CHANGED);
    }

    @Test
    void an_id_that_somebody_else_uses_is_a_finding_even_before_its_owner_was_ever_written() {
        targets.put("bob", Ends.target(State.SYNCED, "ada"));
        roster.put("ada", Ends.person(Optional.empty()));

        assertThat(tally().findings(NOON)).extracting(DriftFinding::what).containsExactly(What.SHARED);
    }

    @Test
    void whose_picture_was_removed_shares_it_with_nobody() {
        targets.put("ada", Ends.target(State.SYNCED, "a_b_contoso"));
        targets.put("bob", Ends.target(State.REMOVED, "a_b_contoso"));
        LibraryComparison libraryComparison = tally();

        list(libraryComparison, "a_b_contoso", WRITTEN);

        assertThat(libraryComparison.findings(NOON)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "ADA", "ada_contoso_example", "Ada_Contoso_Example1"})
    void a_file_of_somebody_who_has_no_photo_and_was_never_written_is_a_picture_from_before(String base) {
        roster.put("ada", person(Optional.empty()));
        LibraryComparison libraryComparison = tally();

        libraryComparison.seen(file(base + "_MThumb.jpg", 2, WRITTEN));

        assertThat(libraryComparison.empty()).isFalse();
        assertThat(libraryComparison.photoless()).containsOnlyKeys("ada");
        assertThat(libraryComparison.unknown()).isZero();
        assertThat(libraryComparison.findings(NOON)).isEmpty();
    }

    @Test
    void who_has_a_photo_or_was_not_looked_at_yet_or_is_not_looked_after_has_no_picture_from_before() {
        roster.put("ada", Ends.person(Optional.empty()));
        roster.put("bob", person(Optional.empty()).goneSince(NOON));
        roster.put("cy", person(Optional.empty()).inScope(false));
        roster.put("dan", person(Optional.empty()).mailbox(false));
        roster.put("eve", notLookedAt());
        LibraryComparison libraryComparison = tally();

        roster.keySet().forEach(user -> list(libraryComparison, user, WRITTEN));

        assertThat(libraryComparison.empty()).isTrue();
        assertThat(libraryComparison.photoless()).isEmpty();
        assertThat(libraryComparison.unknown()).isEqualTo(15);
    }

    @ParameterizedTest
    @CsvSource({"SYNCED,false", "DISCARDED,false", "DEAD_LETTERED,false", "SKIPPED,true", "REMOVED,true"})
    void a_picture_is_from_before_only_where_nothing_of_ours_can_stand(State state, boolean before) {
        String base = state == State.SKIPPED ? null : "ada_contoso_example";
        targets.put("ada", new SharePointState(Optional.of(Ends.end(state, base, null, null)), true, List.of()));
        roster.put("ada", person(Optional.empty()));
        LibraryComparison libraryComparison = tally();

        list(libraryComparison, "ada", WRITTEN);

        assertThat(libraryComparison.photoless().containsKey("ada")).isEqualTo(before);
    }

    @Test
    void a_picture_that_was_removed_a_moment_ago_may_still_be_listed() {
        targets.put("ada", Ends.target(State.REMOVED, "ada"));
        roster.put("ada", person(Optional.empty()));
        LibraryComparison libraryComparison = new LibraryComparison(targets, roster, Map.of(), WRITTEN.plusSeconds(60));

        list(libraryComparison, "ada", WRITTEN);

        assertThat(libraryComparison.photoless()).isEmpty();
    }

    private static RosterEntry person(Optional<String> etag) {
        return Ends.person(Optional.empty()).sees(etag, NOON);
    }

    private static RosterEntry notLookedAt() {
        return new RosterEntry(
                "eve@contoso.example",
                "Eve",
                true,
                false,
                true,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private LibraryComparison tally() {
        Map<String, Set<String>> held = new HashMap<>();
        targets.forEach((user, target) -> target.fileBaseName()
                .map(base -> base.toLowerCase(Locale.ROOT))
                .filter(base -> !base.equals(user))
                .ifPresent(base ->
                        held.computeIfAbsent(base, name -> new TreeSet<>()).add(user)));
        return new LibraryComparison(targets, roster, held, NOON);
    }

    private static void list(LibraryComparison libraryComparison, String base, Instant modified) {
        List.of("L", "M", "S")
                .forEach(size ->
                        libraryComparison.seen(file(base + "_" + size + "Thumb.jpg", "_SML".indexOf(size), modified)));
    }

    private static PhotoFile file(String name, long length, Instant modified) {
        return new PhotoFile(name, length, modified, "\"{etag},1\"");
    }
}
