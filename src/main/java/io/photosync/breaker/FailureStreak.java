package io.photosync.breaker;

import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Which users failed at one service, with which code, since the last success. Users are counted, not attempts: one who
 * is retried ten times is one. Codes are counted apart, and one does not end another's count: front ends of one service
 * differ in what they say. Only an attempt that <em>started</em> after a failure disproves it; one that was nearly
 * finished when the trouble came does not. A user who fails with the same code before and after another's success has
 * trouble of their own, and no longer counts.
 */
final class FailureStreak {
    /** Far above any threshold; the user whose failure is oldest is forgotten first. */
    private static final int REMEMBERED = 10_000;

    private final Map<Activity, LinkedHashMap<String, Mark>> marks = new EnumMap<>(Activity.class);
    private final Map<Activity, Instant> lastSuccess = new EnumMap<>(Activity.class);

    private record Mark(String code, Instant failedAt) {}

    /** How a failure relates to those before it. */
    sealed interface Finding {
        /** Others succeeded between two failures of this user. */
        record OwnTrouble() implements Finding {}

        /** @param users number of users who failed with this code since the last success, this one included */
        record InARow(int users) implements Finding {}
    }

    synchronized Finding failed(Subject subject, String code, Instant now) {
        LinkedHashMap<String, Mark> ofActivity = of(subject.activity());
        Mark before = ofActivity.get(subject.userId());
        Mark mark = before != null && before.code().equals(code) ? before : new Mark(code, now);
        if (!isSinceLastSuccess(subject.activity(), mark)) {
            return new Finding.OwnTrouble();
        }
        ofActivity.put(subject.userId(), mark);
        if (ofActivity.size() > REMEMBERED) {
            ofActivity.pollFirstEntry();
        }
        return new Finding.InARow(users(subject.activity(), code).size());
    }

    /** @param began when the successful attempt started */
    synchronized void succeeded(Subject subject, Instant began) {
        of(subject.activity()).remove(subject.userId());
        lastSuccess.merge(subject.activity(), began, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** Users who failed with that code since the last success, each with the first failure's time. */
    synchronized Map<String, Instant> users(Activity activity, String code) {
        return of(activity).entrySet().stream()
                .filter(entry -> entry.getValue().code().equals(code))
                .filter(entry -> isSinceLastSuccess(activity, entry.getValue()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().failedAt()));
    }

    private LinkedHashMap<String, Mark> of(Activity activity) {
        return marks.computeIfAbsent(activity, first -> new LinkedHashMap<>());
    }

    private boolean isSinceLastSuccess(Activity activity, Mark mark) {
        return !mark.failedAt().isBefore(lastSuccess.getOrDefault(activity, Instant.MIN));
    }
}
