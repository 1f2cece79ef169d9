package io.photosync.drift;

import static io.photosync.drift.ComparedLibrary.file;
import static io.photosync.drift.ComparedLibrary.list;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement.State;
import io.photosync.ledger.SharePointState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of whom SharePoint has a picture from before photo sync came. */
class UsersWithoutPhotoTest {
    private static final Instant NOON = Ends.NOON;
    private static final Instant WRITTEN = Ends.WRITTEN;

    private final ComparedLibrary library = new ComparedLibrary();
    private final Map<String, SharePointState> targets = library.targets;
    private final Map<String, RosterEntry> roster = library.roster;

    @ParameterizedTest
    @ValueSource(strings = {"ada", "ADA", "ada_contoso_example", "Ada_Contoso_Example1"})
    void a_file_of_somebody_who_has_no_photo_and_was_never_written_is_a_picture_from_before(String base) {
        roster.put("ada", person(Optional.empty()));
        LibraryComparison comparison = library.comparison();

        comparison.seen(file(base + "_MThumb.jpg", 2, WRITTEN));

        assertThat(comparison.empty()).isFalse();
        assertThat(comparison.photoless()).containsOnlyKeys("ada");
        assertThat(comparison.unknown()).isZero();
        assertThat(comparison.findings(NOON)).isEmpty();
    }

    @Test
    void who_has_a_photo_or_was_not_looked_at_yet_or_is_not_looked_after_has_no_picture_from_before() {
        roster.put("ada", Ends.person(Optional.empty()));
        roster.put("bob", person(Optional.empty()).goneSince(NOON));
        roster.put("cy", person(Optional.empty()).inScope(false));
        roster.put("dan", person(Optional.empty()).mailbox(false));
        roster.put("eve", notLookedAt());
        LibraryComparison comparison = library.comparison();

        roster.keySet().forEach(user -> list(comparison, user, WRITTEN));

        assertThat(comparison.empty()).isTrue();
        assertThat(comparison.photoless()).isEmpty();
        assertThat(comparison.unknown()).isEqualTo(15);
    }

    @ParameterizedTest
    @CsvSource({"SYNCED,false", "DISCARDED,false", "DEAD_LETTERED,false", "SKIPPED,true", "REMOVED,true"})
    void a_picture_is_from_before_only_where_nothing_of_ours_can_stand(State state, boolean before) {
        String base = state == State.SKIPPED ? null : "ada_contoso_example";
        targets.put("ada", new SharePointState(Optional.of(Ends.end(state, base, null, null)), true, List.of()));
        roster.put("ada", person(Optional.empty()));
        LibraryComparison comparison = library.comparison();

        list(comparison, "ada", WRITTEN);

        assertThat(comparison.photoless().containsKey("ada")).isEqualTo(before);
    }

    @Test
    void a_picture_that_was_removed_a_moment_ago_may_still_be_listed() {
        targets.put("ada", Ends.target(State.REMOVED, "ada"));
        roster.put("ada", person(Optional.empty()));
        LibraryComparison comparison = new LibraryComparison(targets, roster, Map.of(), WRITTEN.plusSeconds(60));

        list(comparison, "ada", WRITTEN);

        assertThat(comparison.photoless()).isEmpty();
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
}
