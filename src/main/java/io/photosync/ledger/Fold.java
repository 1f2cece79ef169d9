package io.photosync.ledger;

import io.photosync.event.DeadLetter;
import io.photosync.event.EventJson;
import io.photosync.event.Lane;
import io.photosync.event.PendingRetry;
import io.photosync.event.PhotoEvent;
import io.photosync.event.RecordPosition;
import io.photosync.event.RosterEntry;
import io.photosync.event.Settlement;
import io.photosync.event.UnreadableRecord;
import io.photosync.kafka.CutRecord;
import io.photosync.kafka.DeadLetterHeaders;
import io.photosync.kafka.KafkaNames;
import io.photosync.kafka.LeaderEpoch;
import io.photosync.kafka.Topic;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** The slots: one map for each topic, its latest record by key. Written by one thread, read by all. */
final class Fold {
    private static final Logger LOG = Logger.getLogger(Fold.class);

    /** The topics that are folded. */
    static final List<Topic> TOPICS = List.of(
            Topic.PHOTO_UPDATED,
            Topic.PHOTO_UPDATED_BULK,
            Topic.PHOTO_UPDATED_RETRY,
            Topic.PHOTO_UPDATED_DLQ,
            Topic.PHOTO_SETTLED,
            Topic.ROSTER,
            Topic.STATE);

    private final Map<String, LaneEvent> live = new CompactMap<>(new LaneEventPack());
    private final Map<String, LaneEvent> bulk = new CompactMap<>(new LaneEventPack());
    private final CompactMap<OwnedRetry> retries = new CompactMap<>(new RetryPack());
    private final UnreadableRetries unreadableRetries = new UnreadableRetries();
    private final Map<String, DeadLetterRecord> letters = new CompactMap<>(new LetterPack());
    private final Map<String, SharePointState> targets = new CompactMap<>(new SharePointStatePack());
    private final Map<String, RosterEntry> roster = new CompactMap<>(new RosterPack());
    private final BaseNameIndex baseNames = new BaseNameIndex(roster);
    private final Map<String, byte[]> state = new ConcurrentHashMap<>();
    /** One copy of each id for all slots: the same 100,000 users are in most of them. */
    private final Map<String, String> keys = new HashMap<>();

    private final KafkaNames names;
    private final Map<String, Topic> byName;
    private final Clock clock;
    private final List<? extends FoldFollower> followers;
    /** The highest seen. */
    private volatile long leaderEpoch;

    /** For topics without a prefix and without followers. */
    Fold(Clock clock) {
        this(new KafkaNames(""), clock, List.of());
    }

    /** @param clock bounds the records' times: a time later than the folding comes from a wrong clock */
    Fold(KafkaNames names, Clock clock, List<? extends FoldFollower> followers) {
        this.names = names;
        this.byName = names.byName(TOPICS);
        this.clock = clock;
        this.followers = followers;
    }

    /** @throws UnreadableRecord when the record is not what its topic holds; its slot stays as it was */
    void apply(ConsumerRecord<String, byte[]> record) throws UnreadableRecord {
        if (record.key() == null) {
            throw new UnreadableRecord("record without a key", null);
        }
        Topic topic = byName.get(record.topic());
        if (topic != Topic.PHOTO_UPDATED_RETRY) {
            CutRecord.refuse(record);
        }
        switch (topic) {
            case PHOTO_UPDATED -> lane(Lane.LIVE, live, record);
            case PHOTO_UPDATED_BULK -> lane(Lane.BULK, bulk, record);
            case PHOTO_UPDATED_RETRY -> retried(record);
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

    /** Forgets everything: erasures that happened while the fold did not follow are not repeated. */
    void clear() {
        List.of(live, bulk, retries, letters, targets, roster, state).forEach(Map::clear);
        unreadableRetries.clear();
        baseNames.clear();
        keys.clear();
        leaderEpoch = 0;
        notifyFollowers(FoldFollower::restarted);
    }

    /** One follower's failure must not affect the others or the fold. */
    private void notifyFollowers(Consumer<FoldFollower> notification) {
        for (FoldFollower follower : followers) {
            try {
                notification.accept(follower);
            } catch (RuntimeException e) {
                LOG.errorf(
                        e,
                        "fold follower failed follower=%s",
                        follower.getClass().getSimpleName());
            }
        }
    }

    private void lane(Lane lane, Map<String, LaneEvent> slots, ConsumerRecord<String, byte[]> record)
            throws UnreadableRecord {
        Optional<LaneEvent> last = event(record);
        put(slots, record, last);
        last.ifPresent(event -> notifyFollowers(follower -> follower.event(lane, event.event())));
    }

    private void retried(ConsumerRecord<String, byte[]> record) throws UnreadableRecord {
        try {
            CutRecord.refuse(record);
            put(retries, record, retry(record));
            unreadableRetries.replaced(record.key());
        } catch (UnreadableRecord e) {
            unreadableRetries.found(record, e, clock.instant());
            throw e;
        }
    }

    private void settled(ConsumerRecord<String, byte[]> record) throws UnreadableRecord {
        Optional<Settlement> settlement = read(record, Settlement.class).map(read -> read.notAfter(clock.instant()));
        SharePointState before = targets.getOrDefault(record.key(), SharePointState.UNKNOWN);
        Optional<SharePointState> after = settlement.map(before::after);
        baseNames.settled(record.key(), before, after.orElse(SharePointState.UNKNOWN));
        put(targets, record, after);
        notifyFollowers(
                follower -> follower.settled(record.key(), before, after.orElse(SharePointState.UNKNOWN), settlement));
    }

    /** A leader that was cut off may go on writing for a while; its successor overrules it. */
    private void state(ConsumerRecord<String, byte[]> record) throws UnreadableRecord {
        long epoch = LeaderEpoch.of(record.headers()).orElse(leaderEpoch);
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
     * An event is dropped once SharePoint reflects it, if the user is in the roster: of 100,000 users nearly all have
     * one, and the name that it would be kept for is in the roster.
     */
    private void dropEnded(Map<String, LaneEvent> lane, String userId) {
        LaneEvent last = lane.get(userId);
        if (last != null
                && targets.getOrDefault(userId, SharePointState.UNKNOWN)
                        .shown()
                        .filter(end -> UserState.covers(end, last.event()))
                        .isPresent()) {
            lane.remove(userId);
        }
    }

    private Optional<LaneEvent> event(ConsumerRecord<String, byte[]> record) throws UnreadableRecord {
        return read(record, PhotoEvent.class)
                .map(event -> new LaneEvent(event.notAfter(clock.instant()), record.partition(), record.offset()));
    }

    private Optional<OwnedRetry> retry(ConsumerRecord<String, byte[]> record) throws UnreadableRecord {
        return read(record, PendingRetry.class)
                .map(retry -> new OwnedRetry(record.key(), record.partition(), retry.notAfter(clock.instant())));
    }

    private Optional<DeadLetterRecord> letter(ConsumerRecord<String, byte[]> record) throws UnreadableRecord {
        if (record.value() == null) {
            return Optional.empty();
        }
        DeadLetter letter = DeadLetterHeaders.read(record.value(), record.headers());
        return Optional.of(new DeadLetterRecord(record.key(), letter, record.partition(), record.offset())
                .notAfter(clock.instant()));
    }

    private void listed(ConsumerRecord<String, byte[]> record) throws UnreadableRecord {
        Optional<RosterEntry> entry = read(record, RosterEntry.class);
        baseNames.listed(roster.get(record.key()), entry.orElse(null));
        put(roster, record, entry);
    }

    private static <T> Optional<T> read(ConsumerRecord<String, byte[]> record, Class<T> type) throws UnreadableRecord {
        return record.value() == null ? Optional.empty() : Optional.of(EventJson.read(record.value(), type));
    }

    UserState of(String userId) {
        return new UserState(
                targets.getOrDefault(userId, SharePointState.UNKNOWN),
                Optional.ofNullable(live.get(userId)).map(LaneEvent::event),
                Optional.ofNullable(bulk.get(userId)).map(LaneEvent::event),
                Optional.ofNullable(retries.get(userId)).map(OwnedRetry::retry),
                Optional.ofNullable(letters.get(userId)),
                Optional.ofNullable(roster.get(userId)));
    }

    /** Positions of the user's last events in the lanes; events dropped because they have ended have none. */
    List<RecordPosition> lanePositions(String userId) {
        return Stream.of(place(Lane.LIVE, live.get(userId)), place(Lane.BULK, bulk.get(userId)))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<RecordPosition> place(Lane lane, LaneEvent last) {
        return Optional.ofNullable(last)
                .map(event -> new RecordPosition(names.of(Topic.of(lane)), event.partition(), event.offset()));
    }

    /** The keys of everything keyed by user, except dead letters, of which some have none. */
    Set<String> users() {
        Set<String> users = new HashSet<>(roster.keySet());
        List.of(live, bulk, retries, targets).forEach(slots -> users.addAll(slots.keySet()));
        return users;
    }

    /** Live views, safe to walk while records arrive. */
    RetrySlots retries() {
        return new RetrySlots(retries);
    }

    Map<String, UnreadableRetry> unreadableRetries() {
        return unreadableRetries.byKey();
    }

    Map<String, DeadLetterRecord> letters() {
        return letters;
    }

    Map<String, RosterEntry> roster() {
        return roster;
    }

    Map<String, SharePointState> targets() {
        return targets;
    }

    BaseNameIndex baseNames() {
        return baseNames;
    }

    /** A copy of the keys with that prefix. */
    Set<String> stateKeys(String prefix) {
        return state.keySet().stream().filter(key -> key.startsWith(prefix)).collect(Collectors.toSet());
    }

    long leaderEpoch() {
        return leaderEpoch;
    }

    Optional<byte[]> state(String key) {
        return Optional.ofNullable(state.get(key));
    }
}
