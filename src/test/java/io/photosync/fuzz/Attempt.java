package io.photosync.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * One input, how reading it ended, and what that cost.
 *
 * @param end in a word
 * @param processor of this thread
 * @param allocated bytes of the heap
 */
record Attempt(String end, Duration processor, long allocated) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /**
     * @return how it ended, in a word
     * @throws AssertionError when a rule or a limit is broken
     */
    static String of(FuzzTarget target, byte[] input) {
        FuzzTarget.Limits limits = target.limits();
        Attempt attempt = measured(target, input);
        if (!attempt.isWithin(limits)) {
            // The first to need a class pays for its loading.
            attempt = measured(target, input);
        }
        if (!attempt.isWithin(limits)) {
            throw new AssertionError("must take at most %s of a processor and %d bytes of the heap, but took %s and %d"
                    .formatted(limits.processor(), limits.allocated(), attempt.processor, attempt.allocated));
        }
        return attempt.end;
    }

    private static Attempt measured(FuzzTarget target, byte[] input) {
        long processor = THREADS.getCurrentThreadCpuTime();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        String end = ended(target, input);
        return new Attempt(
                end,
                Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - processor),
                THREADS.getCurrentThreadAllocatedBytes() - allocated);
    }

    private static String ended(FuzzTarget target, byte[] input) {
        try {
            return target.read(input);
        } catch (Exception e) {
            throw new AssertionError("an exception that nobody announced: " + e, e);
        } catch (StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError("the machine's limits were reached: " + e, e);
        }
    }

    private boolean isWithin(FuzzTarget.Limits limits) {
        return processor.compareTo(limits.processor()) <= 0 && allocated <= limits.allocated();
    }
}
