package io.photosync.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.event.Settlement;
import io.photosync.ledger.SharePointState;
import io.photosync.ledger.UserState;
import io.photosync.testkit.RosterEntryBuilder;
import io.photosync.testkit.SettlementBuilder;
import io.photosync.testkit.UserStateBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HintedChangeTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void while_a_first_fill_is_running_what_the_sweep_has_seen_is_no_change() {
        assertThat(HintedChange.of(user(null, "e1", null), "e1", true)).isEqualTo(HintedChange.FILL);
        assertThat(HintedChange.of(user(null, "e1", null), "e1", false)).isEqualTo(HintedChange.FILL);
    }

    @Test
    void during_the_first_pass_a_change_cannot_be_distinguished_from_the_fill() {
        assertThat(HintedChange.of(user(null, null, null), "e1", true)).isEqualTo(HintedChange.FILL);
    }

    @Test
    void a_joiners_first_photo_is_a_change_once_the_tenant_is_known() {
        assertThat(HintedChange.of(user(null, null, null), "e1", false)).isEqualTo(HintedChange.CHANGE);
    }

    @Test
    void a_user_who_was_synced_before_has_changed_the_photo() {
        assertThat(HintedChange.of(user("e1", "e1", null), "e2", true)).isEqualTo(HintedChange.CHANGE);
        assertThat(HintedChange.of(user("e1", "e2", null), "e2", false)).isEqualTo(HintedChange.CHANGE);
    }

    @Test
    void another_photo_than_the_one_that_waits_in_the_bulk_lane_is_no_imports() {
        assertThat(HintedChange.of(user("e1", "e2", "e2"), "e3", false)).isEqualTo(HintedChange.CHANGED_AGAIN);
        assertThat(HintedChange.of(user(null, null, "e2"), "e3", true)).isEqualTo(HintedChange.CHANGED_AGAIN);
    }

    @Test
    void nor_is_another_one_than_the_sweep_saw_and_nothing_came_of_yet() {
        assertThat(HintedChange.of(user("e1", "e2", null), "e3", false)).isEqualTo(HintedChange.CHANGED_AGAIN);
        assertThat(HintedChange.of(user(null, "e2", null), "e3", false)).isEqualTo(HintedChange.CHANGED_AGAIN);
    }

    /** @param seen by the sweep, after what was settled */
    private static UserState user(String settled, String seen, String inBulk) {
        return new UserStateBuilder()
                .target(Optional.ofNullable(settled)
                        .map(etag -> new SharePointState(Optional.of(end(etag)), true, List.of()))
                        .orElse(SharePointState.UNKNOWN))
                .bulk(Optional.ofNullable(inBulk).map(HintedChangeTest::event))
                .roster(new RosterEntryBuilder("ada@contoso.example", "Ada")
                        .mediaEtag(seen)
                        .seenAt(NOON.plusSeconds(60))
                        .build())
                .build();
    }

    private static PhotoEvent event(String etag) {
        Data data = new Data(
                "ada@contoso.example",
                Optional.of(etag),
                Optional.empty(),
                Optional.empty(),
                Cause.SWEEP,
                NOON.plusSeconds(90));
        return PhotoEvent.detected(PhotoEvent.UPDATED, "ada", NOON, "never", data);
    }

    private static Settlement end(String etag) {
        return new SettlementBuilder(Settlement.State.SYNCED, "event", NOON.plusSeconds(1))
                .mediaEtag(etag)
                .sha256("sha")
                .fileBaseName("files")
                .startedAt(NOON)
                .build();
    }
}
