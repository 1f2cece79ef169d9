package io.photosync.budget;

import io.photosync.call.CallContext;
import io.photosync.call.RequestCost;
import java.util.concurrent.locks.Condition;

/** A thread that waits for a permit. Guarded by the lock of its condition. */
final class PermitRequest {
    final RequestCost cost;
    final CallContext context;
    final Condition turn;
    /** Position in order of arrival. */
    long number;

    boolean granted;

    PermitRequest(RequestCost cost, CallContext context, Condition turn) {
        this.cost = cost;
        this.context = context;
        this.turn = turn;
    }
}
