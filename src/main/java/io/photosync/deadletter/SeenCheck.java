package io.photosync.deadletter;

import io.photosync.deadletter.SinceSeen.Conflict;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares the letters of a selection, one after another, with what the operator saw. Not thread-safe. */
final class SeenCheck {
    private final Seen seen;
    private final Map<String, Long> offsets = new HashMap<>();
    private int matching;
    private int newer;

    SeenCheck(Seen seen) {
        this.seen = seen;
    }

    /** @return whether the letter may be touched */
    boolean admits(OpenDeadLetter letter) {
        seen.offsets().keySet().stream()
                .filter(letter::isOf)
                .forEach(user -> offsets.put(user, letter.open().offset()));
        if (seen.at().filter(letter.note().lastAt()::isAfter).isPresent()) {
            newer++;
            return false;
        }
        matching++;
        return true;
    }

    SinceSeen result(Instant now) {
        List<Conflict> conflicts = seen.offsets().entrySet().stream()
                .map(entry -> new Conflict(
                        entry.getKey(), entry.getValue(), Optional.ofNullable(offsets.get(entry.getKey()))))
                .filter(look -> !look.now().equals(Optional.of(look.seen())))
                .toList();
        int fewer = Math.max(0, seen.expected().orElse(0) - matching);
        return new SinceSeen(now, matching, newer, fewer, more(), conflicts);
    }

    /** Without a moment of looking the number says nothing of the letters that came since. */
    private int more() {
        return seen.at().isPresent() ? Math.max(0, matching - seen.expected().orElse(matching)) : 0;
    }
}
