package io.photosync.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** One input, and what reading it cost. */
final class Attempt {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Attempt() {}

    /**
     * @return how it ended, in a word
     * @throws AssertionError when a rule or a limit is broken
     */
    static String of(FuzzTarget target, byte[] input) {
        long processor = THREADS.getCurrentThreadCpuTime();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        String end;
        try {
            end = target.read(input);
        } catch (Exception e) {
            throw new AssertionError("an exception that nobody announced: " + e, e);
        } catch (StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError("the machine's limits were reached: " + e, e);
        }
        FuzzTarget.Limits limits = target.limits();
        long took = THREADS.getCurrentThreadCpuTime() - processor;
        if (took > limits.processor().toNanos()) {
            throw new AssertionError("took %s of a processor, but must take at most %s"
                    .formatted(Duration.ofNanos(took), limits.processor()));
        }
        long taken = THREADS.getCurrentThreadAllocatedBytes() - allocated;
        if (taken > limits.allocated()) {
            throw new AssertionError(
                    "took %d bytes of the heap, but must take at most %d".formatted(taken, limits.allocated()));
        }
        return end;
    }
}
