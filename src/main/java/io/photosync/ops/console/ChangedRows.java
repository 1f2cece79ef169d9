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
     * @param seen offset by key
     * @return {@code {"key@offset": "resolved"}}: {@code resolved}, {@code failed again} or {@code on its way}
     */
    String json(Map<String, Long> seen) {
        Map<String, String> changed = new TreeMap<>();
        seen.forEach((key, offset) ->
                word(letters.find(key), offset).ifPresent(word -> changed.put(key + "@" + offset, word)));
        try {
            return mapper.writeValueAsString(changed);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of texts is always JSON", e);
        }
    }

    private static Optional<String> word(Optional<OpenDeadLetter> letter, long seen) {
        if (letter.isEmpty()) {
            return Optional.of("resolved");
        }
        if (letter.get().open().offset() != seen) {
            return Optional.of("failed again");
        }
        return letter.get().state() == OpenDeadLetter.State.REPLAYING ? Optional.of("on its way") : Optional.empty();
    }
}
