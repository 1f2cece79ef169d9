package io.photosync.budget;

import java.util.concurrent.locks.Condition;

/** Somebody who waits for leave. Guarded by the lock of its condition. */
final class Waiter {
    final Demand demand;
    final Ask ask;
    final Condition called;
    /** Position in order of arrival. */
    long number;

    boolean granted;

    Waiter(Demand demand, Ask ask, Condition called) {
        this.demand = demand;
        this.ask = ask;
        this.called = called;
    }
}
