package io.photosync.budget;

import io.photosync.call.CallContext;
import io.photosync.call.RequestCost;
import java.util.concurrent.locks.Condition;

/** Somebody who waits for leave. Guarded by the lock of its condition. */
final class PermitRequest {
    final RequestCost demand;
    final CallContext ask;
    final Condition called;
    /** Position in order of arrival. */
    long number;

    boolean granted;

    PermitRequest(RequestCost demand, CallContext ask, Condition called) {
        this.demand = demand;
        this.ask = ask;
        this.called = called;
    }
}
