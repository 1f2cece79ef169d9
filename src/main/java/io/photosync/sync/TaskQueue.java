package io.photosync.sync;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Waiting and in-flight tasks; at most one of each per user, however many events there are. Live goes first, then
 * retries, then bulk; but a source that was passed over {@value #PATIENCE} times comes next, so that none starves. Not
 * thread-safe.
 */
final class TaskQueue {
    private static final int PATIENCE = 20;

    private final Map<TaskSource, LinkedHashMap<String, Task>> waiting = new EnumMap<>(TaskSource.class);
    private final Map<String, Task> inFlight = new HashMap<>();
    /** How many tasks of a source have finished. */
    private final Map<TaskSource, Long> finished = new EnumMap<>(TaskSource.class);
    /** The same at the time when the user's task was started. */
    private final Map<String, Long> finishedBefore = new HashMap<>();

    private final Map<TaskSource, Integer> passedOver = new EnumMap<>(TaskSource.class);

    TaskQueue() {
        for (TaskSource source : TaskSource.values()) {
            waiting.put(source, new LinkedHashMap<>());
        }
    }

    void add(Task task) {
        for (LinkedHashMap<String, Task> tasks : waiting.values()) {
            Task earlier = tasks.get(task.userId());
            if (earlier != null) {
                Task joined = earlier.joinedBy(task);
                if (earlier.source() != joined.source()) {
                    tasks.remove(task.userId());
                }
                // Among tasks of the same source it keeps its position.
                waiting.get(joined.source()).put(joined.userId(), joined);
                return;
            }
        }
        waiting.get(task.source()).put(task.userId(), task);
    }

    /** The first ready task whose source is open and whose user is not in flight; from now on it is. */
    Optional<Task> next(Predicate<TaskSource> open, Predicate<Task> ready) {
        for (TaskSource source : inOrder()) {
            if (!open.test(source)) {
                continue;
            }
            Optional<Task> found = waiting.get(source).values().stream()
                    .filter(task -> !inFlight.containsKey(task.userId()) && ready.test(task))
                    .findFirst();
            if (found.isPresent()) {
                take(found.get());
                return found;
            }
        }
        return Optional.empty();
    }

    private List<TaskSource> inOrder() {
        return Stream.of(TaskSource.values())
                .sorted(Comparator.comparing(source -> passedOver.getOrDefault(source, 0) < PATIENCE))
                .toList();
    }

    private void take(Task task) {
        waiting.get(task.source()).remove(task.userId());
        inFlight.put(task.userId(), task);
        finishedBefore.put(task.userId(), finished.getOrDefault(task.source(), 0L));
        passedOver.remove(task.source());
        waiting.forEach((source, tasks) -> {
            if (source.compareTo(task.source()) > 0 && !tasks.isEmpty()) {
                passedOver.merge(source, 1, Integer::sum);
            }
        });
    }

    void finished(Task task) {
        drop(task);
        finished.merge(task.source(), 1L, Long::sum);
    }

    /** The task did not finish and is left to the next owner of its partition. */
    void drop(Task task) {
        inFlight.remove(task.userId());
        finishedBefore.remove(task.userId());
    }

    /**
     * The task did not finish and waits again: at the head if no other task of its source finished meanwhile, since
     * then the cause is not the task's own; otherwise at the tail.
     */
    void putBack(Task task) {
        long before = finishedBefore.getOrDefault(task.userId(), 0L);
        boolean othersFinished = finished.getOrDefault(task.source(), 0L) > before;
        drop(task);
        Task joined = task;
        for (LinkedHashMap<String, Task> tasks : waiting.values()) {
            Task newer = tasks.get(task.userId());
            if (newer != null) {
                joined = task.joinedBy(newer);
                if (othersFinished && joined.source() == newer.source()) {
                    // The newer task has a position already.
                    tasks.put(joined.userId(), joined);
                    return;
                }
                tasks.remove(task.userId());
                break;
            }
        }
        LinkedHashMap<String, Task> tasks = waiting.get(joined.source());
        if (othersFinished) {
            tasks.putLast(joined.userId(), joined);
        } else {
            tasks.putFirst(joined.userId(), joined);
        }
    }

    /** Removes waiting tasks; those in flight stay. */
    void remove(Predicate<Task> which) {
        waiting.values().forEach(tasks -> tasks.values().removeIf(which));
    }

    boolean contains(String userId) {
        return inFlight.containsKey(userId) || waiting.values().stream().anyMatch(tasks -> tasks.containsKey(userId));
    }

    int inFlight() {
        return inFlight.size();
    }

    List<Task> inFlight(Predicate<Task> which) {
        return inFlight.values().stream().filter(which).toList();
    }

    int waiting(TaskSource source) {
        return waiting.get(source).size();
    }
}
