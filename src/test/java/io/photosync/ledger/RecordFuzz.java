package io.photosync.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.photosync.event.DeadLetter;
import io.photosync.event.EventJson;
import io.photosync.event.FailureCode;
import io.photosync.event.FailureNote;
import io.photosync.event.JournalEntry;
import io.photosync.event.LanePauses;
import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.Recheck;
import io.photosync.event.RecordPosition;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.event.UnreadableRecord;
import io.photosync.event.UserChanged;
import io.photosync.event.WrittenFiles;
import io.photosync.kafka.DeadLetterHeaders;
import io.photosync.kafka.Topic;
import io.photosync.testkit.RosterEntryBuilder;
import io.photosync.testkit.SettlementBuilder;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/**
 * Records on our topics that others wrote, or that were damaged. The first byte says which topic; of a dead letter, lines of
 * {@code name:value} are its headers, up to an empty line.
 */
public final class RecordFuzz {
    private static final Instant NOW = Instant.parse("2026-03-23T10:15:40Z");
    private static final String USER = "3f2a9b10-77d4-4e0b-8c55-1a2b3c4d5e6f";
    /** What a record may leave out: it was so from the beginning, or is no text of ours. */
    private static final Set<String> MAY_BE_ABSENT = Set.of("source", "datacontenttype");

    private static final List<Class<?>> OTHERS = List.of(UserChanged.class, JournalEntry.class, LanePauses.class);

    private RecordFuzz() {}

    /** It is taken in whole, or it is unreadable and leaves everything as it was. */
    public static String record(byte[] input) {
        if (input.length == 0) {
            return "nothing";
        }
        int kind = (input[0] & 0xFF) % (Fold.TOPICS.size() + OTHERS.size());
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        return kind < Fold.TOPICS.size()
                ? folded(Fold.TOPICS.get(kind), rest)
                : read(rest, OTHERS.get(kind - Fold.TOPICS.size()));
    }

    private static String read(byte[] value, Class<?> type) {
        try {
            whole(EventJson.read(value, type), type.getSimpleName());
            return type.getSimpleName();
        } catch (UnreadableRecord unreadable) {
            return why(unreadable);
        }
    }

    private static String folded(Topic topic, byte[] rest) {
        Fold fold = new Fold(Clock.fixed(NOW, ZoneOffset.UTC));
        UserState before = fold.of(USER);
        try {
            fold.apply(
                    topic == Topic.PHOTO_UPDATED_DLQ ? letter(topic, rest) : record(topic, rest, new RecordHeaders()));
        } catch (UnreadableRecord unreadable) {
            assertThat(fold.of(USER)).isEqualTo(before);
            return topic.id() + " " + why(unreadable);
        }
        UserState userState = fold.of(USER);
        whole(userState, topic.id());
        return topic.id() + " " + userState.getClass().getSimpleName()
                + fold.users().size();
    }

    /** One line, and no page of what was read. */
    private static String why(UnreadableRecord unreadable) {
        assertThat(unreadable.getMessage()).hasSizeLessThan(1_000).doesNotContain("\n", "\r");
        String message = unreadable.getMessage();
        return message.substring(0, Math.min(24, message.length())).replaceAll("[^a-zA-Z ]", "");
    }

    /** Nothing is null that readers expect. */
    private static void whole(Object value, String path) {
        switch (value) {
            case null -> throw new AssertionError(path + " is missing in a record that was taken for whole");
            case Optional<?> optional -> optional.ifPresent(present -> whole(present, path));
            case Collection<?> all -> all.forEach(each -> whole(each, path));
            case Record record -> {
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    if (!MAY_BE_ABSENT.contains(component.getName())) {
                        whole(component(record, component), path + "." + component.getName());
                    }
                }
            }
            default -> {}
        }
    }

    private static Object component(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ConsumerRecord<String, byte[]> letter(Topic topic, byte[] rest) {
        Headers headers = new RecordHeaders();
        String text = new String(rest, UTF_8);
        int body = text.indexOf("\n\n");
        if (body < 0) {
            return record(topic, rest, headers);
        }
        for (String line : text.substring(0, body).split("\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.add(line.substring(0, colon), line.substring(colon + 1).getBytes(UTF_8));
            }
        }
        return record(topic, text.substring(body + 2).getBytes(UTF_8), headers);
    }

    private static ConsumerRecord<String, byte[]> record(Topic topic, byte[] value, Headers headers) {
        return new ConsumerRecord<>(
                topic.id(),
                0,
                7,
                0,
                TimestampType.CREATE_TIME,
                36,
                value.length,
                USER,
                value,
                headers,
                Optional.empty());
    }

    public static List<byte[]> records() {
        PhotoEvent event = PhotoEvent.detected(
                PhotoEvent.UPDATED,
                USER,
                NOW,
                "none",
                new PhotoEvent.Data(
                        "alice@contoso.example",
                        Optional.of("\"BA09D118\""),
                        Optional.of(648),
                        Optional.of(648),
                        PhotoEvent.Cause.SWEEP,
                        NOW));
        FailureNote note = new FailureNote(
                FailureCode.PROFILE_MISSING, "no profile", NOW, NOW, Optional.of(404), Optional.of("r-1"));
        RecordPosition recordPosition = new RecordPosition("photo-updated", 3, 17);
        Settlement settled = new SettlementBuilder(Settlement.State.SYNCED, event.id(), NOW)
                .mediaEtag("\"BA09D118\"")
                .sha256("0f".repeat(32))
                .fileBaseName(USER)
                .files(new WrittenFiles(NOW, 1_000, 2_000, 9_000))
                .by("instance-1", "attempt-1")
                .build();
        RosterEntry entry = new RosterEntryBuilder("alice@contoso.example", "Alice")
                .mediaEtag("\"BA09D118\"")
                .seenAt(NOW)
                .build()
                .named("alicia@contoso.example", NOW);
        PendingRetry retry = new PendingRetry(
                event,
                2,
                NOW.plusSeconds(60),
                note,
                recordPosition,
                Optional.of(new Recheck(Recheck.Reason.OVERLAPPED, 1, NOW)));
        return List.of(
                seed(0, event),
                seed(1, event),
                seed(2, retry),
                seed(2, new PendingRetry(event, 1, NOW, note, recordPosition)),
                letterSeed(new DeadLetter(EventJson.write(event), note, 4, recordPosition)),
                seed(4, settled),
                seed(5, entry),
                seed(
                        6,
                        new LanePauses(
                                Optional.of(new LanePauses.Pause("ceo", Optional.empty(), NOW)), Optional.empty())),
                seed(7, new UserChanged(USER, "updated", Optional.of(NOW), NOW)),
                seed(8, JournalEntry.of(JournalEntry.Decision.SKIPPED, NOW, "no mailbox")),
                seed(
                        9,
                        new LanePauses(
                                Optional.of(new LanePauses.Pause("ceo", Optional.empty(), NOW)), Optional.empty())));
    }

    private static byte[] seed(int kind, Object value) {
        byte[] json = EventJson.write(value);
        return ByteBuffer.allocate(json.length + 1).put((byte) kind).put(json).array();
    }

    private static byte[] letterSeed(DeadLetter letter) {
        Stream<String> headers = DeadLetterHeaders.of(letter).stream().map(RecordFuzz::line);
        String text = (char) Fold.TOPICS.indexOf(Topic.PHOTO_UPDATED_DLQ)
                + String.join("\n", headers.toList())
                + "\n\n"
                + new String(letter.value(), UTF_8);
        return text.getBytes(UTF_8);
    }

    private static String line(Header header) {
        return header.key() + ":" + new String(header.value(), UTF_8);
    }
}
