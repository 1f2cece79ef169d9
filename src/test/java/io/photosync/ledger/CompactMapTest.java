package io.photosync.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.photosync.event.Decoding;
import io.photosync.event.FailureCode;
import io.photosync.event.FailureNote;
import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.PhotoEvent.Cause;
import io.photosync.event.PhotoEvent.Data;
import io.photosync.event.Recheck;
import io.photosync.event.RecordPosition;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.event.Settlement.State;
import io.photosync.event.WrittenFiles;
import io.photosync.testkit.RosterEntryBuilder;
import io.photosync.testkit.SettlementBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompactMapTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456789Z");
    private static final String ID = "01e21052-c2f8-3228-be32-10480944627f";

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "a",
                "ab",
                "AB",
                "1.0",
                ID,
                "01E21052-C2F8-3228-BE32-10480944627F",
                "01e21052-c2f8-3228-be3--10480944627f",
                "0123456789abcdef0123456789abcdef",
                "W/\"é 写真\""
            })
    void a_text_comes_back_as_it_was(String text) {
        assertThat(new CompactReader(new CompactWriter().text(text).bytes()).nullableText())
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 63, 64, -65, Integer.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE})
    void a_number_comes_back_as_it_was(long number) {
        assertThat(new CompactReader(new CompactWriter().number(number).bytes()).number())
                .isEqualTo(number);
    }

    @ParameterizedTest
    @EnumSource
    void an_event_comes_back_with_all_that_it_said(Cause cause) {
        Data full = new Data("ada@contoso.example", Optional.of("e1"), Optional.of(648), Optional.of(640), cause, NOON);
        Data empty = new Data("", Optional.empty(), Optional.empty(), Optional.empty(), cause, NOON);

        assertBack(new EventPack(), PhotoEvent.fresh(PhotoEvent.UPDATED, ID, NOON, full));
        assertBack(new EventPack(), PhotoEvent.detected(PhotoEvent.REMOVED, "ada", NOON, "never", empty));
        assertBack(new EventPack(), new PhotoEvent("1.0", "7", null, PhotoEvent.UPDATED, "ada", NOON, null, full));
    }

    @ParameterizedTest
    @EnumSource
    void what_was_settled_comes_back_with_all_that_it_said(State state) {
        Settlement full = new SettlementBuilder(state, "event", NOON.plusSeconds(1))
                .mediaEtag("e1")
                .sha256("0f".repeat(32))
                .fileBaseName(ID)
                .files(new WrittenFiles(NOON, 1_000, 2_000, 9_000))
                .reason("reason")
                .attempt(3)
                .startedAt(NOON)
                .change(new Settlement.Change(NOON.minusSeconds(5), Cause.SWEEP))
                .build();
        Settlement empty = new SettlementBuilder(state, "event", NOON).build();

        assertBack(new SharePointStatePack(), new SharePointState(Optional.of(full), false, List.of()));
        assertBack(new SharePointStatePack(), new SharePointState(Optional.of(empty), true, List.of(full, empty)));
        assertBack(new SharePointStatePack(), SharePointState.UNKNOWN);
    }

    @Test
    void a_user_is_unpacked_with_all_that_was_known() {
        Optional<Instant> when = Optional.of(NOON);
        assertBack(
                new RosterPack(),
                new RosterEntryBuilder("a@b.example", "A")
                        .inScope(false)
                        .goneSince(when)
                        .mediaEtag("e")
                        .seenAt(when)
                        .build());
        assertBack(
                new RosterPack(),
                new RosterEntryBuilder("", "")
                        .mailbox(false)
                        .guest(true)
                        .enabled(false)
                        .build());
        assertBack(
                new RosterPack(),
                new RosterEntryBuilder(null, null)
                        .mailbox(false)
                        .guest(true)
                        .enabled(false)
                        .seenAt(when)
                        .build());
        assertBack(
                new RosterPack(),
                person("a@b.example").named("b@b.example", NOON).named("c@b.example", NOON.plusSeconds(1)));
    }

    @ParameterizedTest
    @EnumSource
    void a_dead_letter_comes_back_with_all_that_operators_see(FailureCode code) {
        PhotoEvent event = PhotoEvent.fresh(
                PhotoEvent.UPDATED,
                ID,
                NOON,
                new Data("a", Optional.of("e"), Optional.empty(), Optional.empty(), Cause.SWEEP, NOON));
        RecordPosition recordPosition = new RecordPosition("photo-updated", 3, 17);

        assertBack(
                new LetterPack(),
                new DeadLetterRecord(ID, Optional.of(event), full(code), 4, recordPosition, 7, 1_234_567));
        assertBack(
                new LetterPack(),
                new DeadLetterRecord("photo-updated-3-17", Optional.empty(), bare(code), 1, recordPosition, 0, 0));
    }

    @ParameterizedTest
    @EnumSource
    void so_does_a_pending_retry(Recheck.Reason reason) {
        PhotoEvent event = PhotoEvent.fresh(
                PhotoEvent.REMOVED,
                ID,
                NOON,
                new Data("a", Optional.empty(), Optional.empty(), Optional.empty(), Cause.REPLAY, NOON));
        RecordPosition recordPosition = new RecordPosition("another-topic", 3, 17);
        Optional<Recheck> recheck = Optional.of(new Recheck(reason, 2, NOON.minusSeconds(9)));
        PendingRetry doubtful =
                new PendingRetry(event, 0, NOON.plusSeconds(60), bare(FailureCode.RECHECK), recordPosition, recheck);
        PendingRetry failed = new PendingRetry(event, 3, NOON, full(FailureCode.GRAPH_FAILED), recordPosition);

        PendingRetry decoding = new PendingRetry(
                event,
                1,
                NOON,
                bare(FailureCode.UNEXPECTED),
                recordPosition,
                Optional.empty(),
                Optional.of(new Decoding("0a1b2c3d", "0f".repeat(32))));

        assertBack(new RetryPack(), new OwnedRetry(ID, 11, decoding));
        assertBack(new RetryPack(), new OwnedRetry(ID, 11, doubtful));
        assertBack(new RetryPack(), new OwnedRetry(ID, 0, failed));
    }

    private static FailureNote full(FailureCode code) {
        return new FailureNote(code, "HTTP 500: x", NOON, NOON.plusSeconds(1), Optional.of(500), Optional.of(ID));
    }

    private static FailureNote bare(FailureCode code) {
        return new FailureNote(code, "", NOON, NOON, Optional.empty(), Optional.empty());
    }

    @Test
    void the_slots_are_a_map() {
        // Given
        RosterEntry ada = person("ada@contoso.example");
        RosterEntry bob = person("bob@contoso.example");
        Map<String, RosterEntry> slots = new CompactMap<>(new RosterPack());

        // When
        slots.put("ada", bob);
        slots.put("bob", bob);
        slots.put("eve", bob);
        slots.put("ada", ada);
        slots.remove("eve");

        // Then
        assertThat(slots).containsOnly(entry("ada", ada), entry("bob", bob)).hasSize(2);
        assertThat(slots.get("ada")).isEqualTo(ada);
        assertThat(slots.get("eve")).isNull();
        assertThat(slots.getOrDefault("eve", bob)).isEqualTo(bob);
        assertThat(slots.keySet()).containsExactlyInAnyOrder("ada", "bob");
        assertThat(slots.containsKey("eve")).isFalse();
    }

    private static RosterEntry person(String name) {
        return new RosterEntryBuilder(name, name).build();
    }

    private static <V> void assertBack(CompactMap.Pack<V> pack, V value) {
        CompactWriter out = new CompactWriter();
        pack.write(value, out);
        assertThat(pack.read(new CompactReader(out.bytes()))).isEqualTo(value);
    }
}
