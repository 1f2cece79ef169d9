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
 * Who waits and who is in hand. Each user waits at most once and is in hand at most once, however many events there are. Live
 * goes first, then retries, then bulk; but a lane that was passed over {@value #PATIENCE} times has its turn, so that none starves
 * for ever.
 */
final class TaskQueue {
    private static final int PATIENCE = 20;

    private final Map<TaskSource, LinkedHashMap<String, Task>> waiting = new EnumMap<>(TaskSource.class);
    private final Map<String, Task> inHand = new HashMap<>();
    /** How many tasks of a lane were carried out, and how many it was when a user was taken in hand. */
    private final Map<TaskSource, Long> carriedOut = new EnumMap<>(TaskSource.class);

    private final Map<String, Long> carriedOutBefore = new HashMap<>();
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
                // In the same lane the place in the line stays.
                waiting.get(joined.lane()).put(joined.userId(), joined);
                return;
            }
        }
        waiting.get(task.lane()).put(task.userId(), task);
    }

    /** The next task whose user is not in hand and that may be worked on, as its lane may; it is in hand from now. */
    Optional<Task> next(Predicate<TaskSource> laneOpen, Predicate<Task> ready) {
        for (TaskSource lane : inTurn()) {
            if (!laneOpen.test(lane)) {
                continue;
            }
            Optional<Task> found = waiting.get(lane).values().stream()
                    .filter(task -> !inHand.containsKey(task.userId()) && ready.test(task))
                    .findFirst();
            if (found.isPresent()) {
                take(found.get());
                return found;
            }
        }
        return Optional.empty();
    }

    private List<TaskSource> inTurn() {
        return Stream.of(TaskSource.values())
                .sorted(Comparator.comparing(lane -> passedOver.getOrDefault(lane, 0) < PATIENCE))
                .toList();
    }

    private void take(Task task) {
        waiting.get(task.lane()).remove(task.userId());
        inHand.put(task.userId(), task);
        carriedOutBefore.put(task.userId(), carriedOut.getOrDefault(task.lane(), 0L));
        passedOver.remove(task.lane());
        waiting.forEach((lane, tasks) -> {
            if (lane.compareTo(task.lane()) > 0 && !tasks.isEmpty()) {
                passedOver.merge(lane, 1, Integer::sum);
            }
        });
    }

    void done(Task task) {
        letGo(task);
        carriedOut.merge(task.lane(), 1L, Long::sum);
    }

    /** The task was not carried out, and is somebody else's now. */
    void letGo(Task task) {
        inHand.remove(task.userId());
        carriedOutBefore.remove(task.userId());
    }

    /**
     * The task was not carried out and waits again. At the head of its line, where nobody of the lane got through: what hindered it
     * hinders all. Behind those who waited already, where others did.
     */
    void giveBack(Task task) {
        long before = carriedOutBefore.getOrDefault(task.userId(), 0L);
        boolean othersGotThrough = carriedOut.getOrDefault(task.lane(), 0L) > before;
        letGo(task);
        Task joined = task;
        for (LinkedHashMap<String, Task> line : waiting.values()) {
            Task newer = line.get(task.userId());
            if (newer != null) {
                joined = task.joinedBy(newer);
                if (othersGotThrough && joined.lane() == newer.lane()) {
                    // It has a place among those who waited.
                    line.put(joined.userId(), joined);
                    return;
                }
                line.remove(task.userId());
                break;
            }
        }
        LinkedHashMap<String, Task> line = waiting.get(joined.lane());
        if (othersGotThrough) {
            line.putLast(joined.userId(), joined);
        } else {
            line.putFirst(joined.userId(), joined);
        }
    }

    /** Forgets those who wait; those in hand stay. */
    void leave(Predicate<Task> leaving) {
        waiting.values().forEach(lane -> lane.values().removeIf(leaving));
    }

    boolean knows(String userId) {
        return inHand.containsKey(userId) || waiting.values().stream().anyMatch(lane -> lane.containsKey(userId));
    }

    int inHand() {
        return inHand.size();
    }

    List<Task> inHand(Predicate<Task> which) {
        return inHand.values().stream().filter(which).toList();
    }

    int waiting(TaskSource lane) {
        return waiting.get(lane).size();
    }
}
