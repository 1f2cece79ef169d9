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
 * Waiting and in-flight tasks; at most one of each per user, however many events there are. Live goes first, then retries, then bulk; but a
 * lane that was passed over {@value #PATIENCE} times comes next, so that none starves. Not thread-safe.
 */
final class TaskQueue {
    private static final int PATIENCE = 20;

    private final Map<TaskSource, LinkedHashMap<String, Task>> waiting = new EnumMap<>(TaskSource.class);
    private final Map<String, Task> inFlight = new HashMap<>();
    /** How many tasks of a lane have finished. */
    private final Map<TaskSource, Long> finished = new EnumMap<>(TaskSource.class);
    /** The same at the time when the user's task was started. */
    private final Map<String, Long> finishedBefore = new HashMap<>();

    private final Map<TaskSource, Integer> passedOver = new EnumMap<>(TaskSource.class);

    TaskQueue() {
        for (TaskSource lane : TaskSource.values()) {
            waiting.put(lane, new LinkedHashMap<>());
        }
    }

    void add(Task task) {
        for (LinkedHashMap<String, Task> lane : waiting.values()) {
            Task earlier = lane.get(task.userId());
            if (earlier != null) {
                Task joined = earlier.joinedBy(task);
                if (earlier.lane() != joined.lane()) {
                    lane.remove(task.userId());
                }
                // In the same lane it keeps its position.
                waiting.get(joined.lane()).put(joined.userId(), joined);
                return;
            }
        }
        waiting.get(task.lane()).put(task.userId(), task);
    }

    /** The first ready task of an open lane whose user is not in flight; from now on it is. */
    Optional<Task> next(Predicate<TaskSource> laneOpen, Predicate<Task> ready) {
        for (TaskSource lane : inOrder()) {
            if (!laneOpen.test(lane)) {
                continue;
            }
            Optional<Task> found = waiting.get(lane).values().stream()
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
                .sorted(Comparator.comparing(lane -> passedOver.getOrDefault(lane, 0) < PATIENCE))
                .toList();
    }

    private void take(Task task) {
        waiting.get(task.lane()).remove(task.userId());
        inFlight.put(task.userId(), task);
        finishedBefore.put(task.userId(), finished.getOrDefault(task.lane(), 0L));
        passedOver.remove(task.lane());
        waiting.forEach((lane, tasks) -> {
            if (lane.compareTo(task.lane()) > 0 && !tasks.isEmpty()) {
                passedOver.merge(lane, 1, Integer::sum);
            }
        });
    }

    void finished(Task task) {
        drop(task);
        finished.merge(task.lane(), 1L, Long::sum);
    }

    /** The task did not finish and is left to the next owner of its partition. */
    void drop(Task task) {
        inFlight.remove(task.userId());
        finishedBefore.remove(task.userId());
    }

    /**
     * The task did not finish and waits again: at the head of its lane if no other task of the lane finished meanwhile, since then the cause
     * is not the task's own; otherwise at the tail.
     */
    void putBack(Task task) {
        long before = finishedBefore.getOrDefault(task.userId(), 0L);
        boolean othersFinished = finished.getOrDefault(task.lane(), 0L) > before;
        drop(task);
        Task joined = task;
        for (LinkedHashMap<String, Task> lane : waiting.values()) {
            Task newer = lane.get(task.userId());
            if (newer != null) {
                joined = task.joinedBy(newer);
                if (othersFinished && joined.lane() == newer.lane()) {
                    // The newer task has a position already.
                    lane.put(joined.userId(), joined);
                    return;
                }
                lane.remove(task.userId());
                break;
            }
        }
        LinkedHashMap<String, Task> lane = waiting.get(joined.lane());
        if (othersFinished) {
            lane.putLast(joined.userId(), joined);
        } else {
            lane.putFirst(joined.userId(), joined);
        }
    }

    /** Removes waiting tasks; those in flight stay. */
    void remove(Predicate<Task> which) {
        waiting.values().forEach(lane -> lane.values().removeIf(which));
    }

    boolean contains(String userId) {
        return inFlight.containsKey(userId) || waiting.values().stream().anyMatch(lane -> lane.containsKey(userId));
    }

    int inFlight() {
        return inFlight.size();
    }

    List<Task> inFlight(Predicate<Task> which) {
        return inFlight.values().stream().filter(which).toList();
    }

    int waiting(TaskSource lane) {
        return waiting.get(lane).size();
    }
}
