package io.photosync.ledger;

import io.photosync.event.DeadLetter;
import io.photosync.event.EventJson;
import io.photosync.event.Leader;
import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.event.Topic;
import io.photosync.event.UnreadableRecord;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The slots: one map for each topic, its latest record by key. Written by one thread, read by all. */
final class Fold {
    /** The topics that are folded. */
    static final List<Topic> TOPICS = List.of(
            Topic.PHOTO_UPDATED,
            Topic.PHOTO_UPDATED_BULK,
            Topic.PHOTO_UPDATED_RETRY,
            Topic.PHOTO_UPDATED_DLQ,
            Topic.PHOTO_SETTLED,
            Topic.ROSTER,
            Topic.STATE);

    private static final Map<String, Topic> BY_ID =
            TOPICS.stream().collect(Collectors.toMap(Topic::id, topic -> topic));

    private final Map<String, PhotoEvent> live = new PackedSlots<>(new EventPack());
    private final Map<String, PhotoEvent> bulk = new PackedSlots<>(new EventPack());
    private final Map<String, OwnedRetry> retries = new ConcurrentHashMap<>();
    private final Map<String, OpenLetter> letters = new ConcurrentHashMap<>();
    private final Map<String, Target> targets = new PackedSlots<>(new TargetPack());
    private final Map<String, RosterEntry> roster = new PackedSlots<>(new RosterPack());
    private final BaseNameIndex baseNames = new BaseNameIndex(roster);
    private final Map<String, byte[]> state = new ConcurrentHashMap<>();
    /** One copy of each id for all slots: the same 100,000 people are in most of them. */
    private final Map<String, String> keys = new HashMap<>();

    private final Clock clock;
    /** The highest that was seen. */
    private long leaderEpoch;

    /** @param clock what is said to be later than it was folded was said by a clock that is wrong */
    Fold(Clock clock) {
        this.clock = clock;
    }

    /** @throws UnreadableRecord when the record is not what its topic holds; its slot stays as it was */
    void apply(ConsumerRecord<String, byte[]> record) throws UnreadableRecord {
        if (record.key() == null) {
            throw new UnreadableRecord("record without a key", null);
        }
        switch (BY_ID.get(record.topic())) {
            case PHOTO_UPDATED -> put(live, record, event(record));
            case PHOTO_UPDATED_BULK -> put(bulk, record, event(record));
            case PHOTO_UPDATED_RETRY -> put(retries, record, retry(record));
            case PHOTO_UPDATED_DLQ -> put(letters, record, letter(record));
            case PHOTO_SETTLED -> settled(record);
            case ROSTER -> listed(record);
            case STATE -> state(record);
            case USER_CHANGED, JOURNAL, AUDIT -> throw new IllegalStateException(record.topic() + " is not folded");
        }
        if (roster.containsKey(record.key())) {
            dropEnded(live, record.key());
            dropEnded(bulk, record.key());
        }
    }

    /** A leader that was cut off may go on writing for a while; its successor's word stands. */
    private void state(ConsumerRecord<String, byte[]> record) throws UnreadableRecord {
        long epoch = Leader.epoch(record.headers()).orElse(leaderEpoch);
        if (epoch < leaderEpoch) {
            throw new UnreadableRecord(
                    "written by the leader with epoch %d, which %d succeeded".formatted(epoch, leaderEpoch), null);
        }
        leaderEpoch = epoch;
        put(state, record, Optional.ofNullable(record.value()));
    }

    private <T> void put(Map<String, T> slots, ConsumerRecord<String, byte[]> record, Optional<T> value) {
        value.ifPresentOrElse(
                present -> slots.put(keys.computeIfAbsent(record.key(), key -> key), present),
                () -> slots.remove(record.key()));
    }

    /**
     * An event of somebody in the roster goes once SharePoint shows what it led to: of 100,000 people nearly all have one, and the
     * name that it would be kept for stands in the roster.
     */
    private void dropEnded(Map<String, PhotoEvent> lane, String userId) {
        PhotoEvent event = lane.get(userId);
        if (event != null
                && targets.getOrDefault(userId, Target.UNKNOWN)
                        .shown()
                        .filter(end -> Known.covers(end, event))
                        .isPresent()) {
            lane.remove(userId);
        }
    }

    private Optional<PhotoEvent> event(ConsumerRecord<String, byte[]> record) throws UnreadableRecord {
        return read(record, PhotoEvent.class).map(event -> event.notAfter(clock.instant()));
    }

    private Optional<OwnedRetry> retry(ConsumerRecord<String, byte[]> record) throws UnreadableRecord {
        return read(record, PendingRetry.class)
                .map(retry -> new OwnedRetry(record.key(), record.partition(), retry.notAfter(clock.instant())));
    }

    private static Optional<OpenLetter> letter(ConsumerRecord<String, byte[]> record) throws UnreadableRecord {
        return record.value() == null
                ? Optional.empty()
                : Optional.of(new OpenLetter(
                        record.key(),
                        DeadLetter.read(record.value(), record.headers()),
                        record.partition(),
                        record.offset()));
    }

    private void settled(ConsumerRecord<String, byte[]> record) throws UnreadableRecord {
        Target before = targets.getOrDefault(record.key(), Target.UNKNOWN);
        Optional<Target> after = read(record, Settlement.class)
                .map(settlement -> settlement.notAfter(clock.instant()))
                .map(before::after);
        baseNames.settled(record.key(), before, after.orElse(Target.UNKNOWN));
        put(targets, record, after);
    }

    private void listed(ConsumerRecord<String, byte[]> record) throws UnreadableRecord {
        Optional<RosterEntry> entry = read(record, RosterEntry.class);
        baseNames.listed(roster.get(record.key()), entry.orElse(null));
        put(roster, record, entry);
    }

    private static <T> Optional<T> read(ConsumerRecord<String, byte[]> record, Class<T> type) throws UnreadableRecord {
        return record.value() == null ? Optional.empty() : Optional.of(EventJson.read(record.value(), type));
    }

    Known of(String userId) {
        return new Known(
                targets.getOrDefault(userId, Target.UNKNOWN),
                Optional.ofNullable(live.get(userId)),
                Optional.ofNullable(bulk.get(userId)),
                Optional.ofNullable(retries.get(userId)).map(OwnedRetry::retry),
                Optional.ofNullable(letters.get(userId)),
                Optional.ofNullable(roster.get(userId)));
    }

    /** The keys of all that is keyed by user, but for dead letters, some of which have none. */
    Set<String> users() {
        Set<String> users = new HashSet<>(roster.keySet());
        List.of(live, bulk, retries, targets).forEach(slots -> users.addAll(slots.keySet()));
        return users;
    }

    /** Live views, safe to walk while records arrive. */
    Map<String, OwnedRetry> retries() {
        return retries;
    }

    Map<String, OpenLetter> letters() {
        return letters;
    }

    Map<String, RosterEntry> roster() {
        return roster;
    }

    Map<String, Target> targets() {
        return targets;
    }

    BaseNameIndex baseNames() {
        return baseNames;
    }

    /** All that stands under keys that begin so. */
    Map<String, byte[]> states(String prefix) {
        return state.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    Optional<byte[]> state(String key) {
        return Optional.ofNullable(state.get(key));
    }
}
