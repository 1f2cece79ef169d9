package io.photosync.drift;

import static io.photosync.drift.ComparedLibrary.file;
import static io.photosync.drift.ComparedLibrary.list;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement.State;
import io.photosync.ledger.Settlements;
import io.photosync.ledger.SharePointState;
import io.photosync.testkit.RosterEntryBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Users with a stale picture in SharePoint. */
class UsersWithoutPhotoTest {
    private static final Instant NOON = Settlements.NOON;
    private static final Instant WRITTEN = Settlements.WRITTEN;

    private final ComparedLibrary library = new ComparedLibrary();
    private final Map<String, SharePointState> targets = library.targets;
    private final Map<String, RosterEntry> roster = library.roster;

    @ParameterizedTest
    @ValueSource(strings = {"ada", "ADA", "ada_contoso_example", "Ada_Contoso_Example1"})
    void a_file_of_a_user_without_photo_who_was_never_written_is_a_stale_picture(String base) {
        roster.put("ada", person(Optional.empty()));
        LibraryComparison comparison = library.comparison();

        comparison.seen(file(base + "_MThumb.jpg", 2, WRITTEN));

        assertThat(comparison.empty()).isFalse();
        assertThat(comparison.photoless()).containsOnlyKeys("ada");
        assertThat(comparison.unknown()).isZero();
        assertThat(comparison.findings(NOON)).isEmpty();
    }

    @Test
    void a_user_with_a_photo_or_not_polled_or_not_managed_has_no_stale_picture() {
        roster.put("ada", Settlements.person(Optional.empty()));
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
    void a_picture_is_stale_only_if_photo_sync_cannot_have_written_it(State state, boolean before) {
        String base = state == State.SKIPPED ? null : "ada_contoso_example";
        targets.put("ada", new SharePointState(Optional.of(Settlements.end(state, base, null, null)), true, List.of()));
        roster.put("ada", person(Optional.empty()));
        LibraryComparison comparison = library.comparison();

        list(comparison, "ada", WRITTEN);

        assertThat(comparison.photoless().containsKey("ada")).isEqualTo(before);
    }

    @Test
    void a_picture_that_was_removed_a_moment_ago_may_still_be_listed() {
        targets.put("ada", Settlements.target(State.REMOVED, "ada"));
        roster.put("ada", person(Optional.empty()));
        LibraryComparison comparison = new LibraryComparison(targets, roster, Map.of(), WRITTEN.plusSeconds(60));

        list(comparison, "ada", WRITTEN);

        assertThat(comparison.photoless()).isEmpty();
    }

    private static RosterEntry person(Optional<String> etag) {
        return Settlements.person(Optional.empty()).sees(etag, NOON);
    }

    private static RosterEntry notLookedAt() {
        return new RosterEntryBuilder("eve@contoso.example", "Eve").build();
    }
}
