package io.photosync.ops.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.photosync.deadletter.DeadLetters;
import io.photosync.deadletter.OpenDeadLetter;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Which letters of a page are not any more what the operator saw. */
@ApplicationScoped
class ChangedRows {
    private final DeadLetters letters;
    private final ObjectMapper mapper;

    ChangedRows(DeadLetters letters, ObjectMapper mapper) {
        this.letters = letters;
        this.mapper = mapper;
    }

    /**
     * What the operator saw.
     *
     * @param open offset by key; {@code replaying} likewise, of letters that were shown as on their way
     */
    record Seen(Map<String, Long> open, Map<String, Long> replaying) {}

    /** @return {@code {"key@offset": "resolved"}}, of the rows that differ; {@link #word} has the words */
    String json(Seen seen) {
        Map<String, String> changed = new TreeMap<>();
        add(changed, seen.open(), OpenDeadLetter.State.OPEN);
        add(changed, seen.replaying(), OpenDeadLetter.State.REPLAYING);
        try {
            return mapper.writeValueAsString(changed);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts is always JSON", e);
        }
    }

    private void add(Map<String, String> changed, Map<String, Long> offsets, OpenDeadLetter.State state) {
        offsets.forEach((key, offset) ->
                word(letters.ofKey(key), offset, state).ifPresent(word -> changed.put(key + "@" + offset, word)));
    }

    static Optional<String> word(Optional<OpenDeadLetter> letter, long offset, OpenDeadLetter.State state) {
        if (letter.isEmpty()) {
            return Optional.of("resolved");
        }
        if (letter.get().open().offset() != offset) {
            return Optional.of("failed again");
        }
        if (letter.get().state() == state) {
            return Optional.empty();
        }
        return Optional.of(
                switch (letter.get().state()) {
                    case REPLAYING -> "on its way";
                    case OPEN -> "not on its way any more";
                });
    }
}
