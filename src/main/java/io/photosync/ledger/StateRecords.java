package io.photosync.ledger;

import io.photosync.event.EventJson;
import io.photosync.event.UnreadableRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Parses the records of {@code photosync-state}. Each is parsed once, and logged once if unreadable. */
final class StateRecords {
    private static final Logger LOG = Logger.getLogger(StateRecords.class);

    private final Fold fold;
    private final Map<String, Reading> readings = new ConcurrentHashMap<>();

    private record Reading(byte[] value, Class<?> type, Optional<?> said) {}

    StateRecords(Fold fold) {
        this.fold = fold;
    }

    /** Also empty if unreadable. */
    <T> Optional<T> read(String key, Class<T> type) {
        Optional<byte[]> value = fold.state(key);
        if (value.isEmpty()) {
            readings.remove(key);
            return Optional.empty();
        }
        Reading last = readings.get(key);
        if (last == null || last.value() != value.get() || last.type() != type) {
            last = new Reading(value.get(), type, parse(key, value.get(), type));
            readings.put(key, last);
        }
        return last.said().map(type::cast);
    }

    /** Parsed again with each call. */
    <T> Optional<T> readOnce(String key, Class<T> type) {
        return fold.state(key).flatMap(value -> parse(key, value, type));
    }

    /** The values under keys with that prefix, by the rest of the key; a copy. */
    <T> Map<String, T> readAll(String prefix, Class<T> type) {
        Map<String, T> all = new HashMap<>();
        for (String key : fold.stateKeys(prefix)) {
            read(key, type).ifPresent(said -> all.put(key.substring(prefix.length()), said));
        }
        return all;
    }

    private static <T> Optional<T> parse(String key, byte[] value, Class<T> type) {
        try {
            return Optional.of(EventJson.read(value, type));
        } catch (UnreadableRecord e) {
            LOG.warnf("state ignored key=%s: %s", key, e.getMessage());
            return Optional.empty();
        }
    }
}
