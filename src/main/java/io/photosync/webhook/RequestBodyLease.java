package io.photosync.webhook;

import io.vertx.core.buffer.Buffer;

/**
 * One body and its reservation in the {@link RequestBodyQuota}. Confined to its connection's event loop, except {@link
 * #end} and eviction.
 */
final class RequestBodyLease {
    /**
     * Initial reservation of a body without a length: its trailers may be as large as a request's headers. All allowed
     * connections together fit into the quota with it.
     */
    static final long INITIAL_BYTES = 12 * 1024;

    private final RequestBodyQuota.Reservation reservation;
    private volatile Buffer body = Buffer.buffer();

    /** @param lost called by any thread when the body is evicted; its bytes are discarded then */
    RequestBodyLease(RequestBodyQuota quota, Runnable lost) {
        this.reservation = quota.reserve(() -> {
            drop();
            lost.run();
        });
    }

    /** @return whether that many bytes, still to come, were reserved */
    boolean reserve(long bytes) {
        return reservation.grow(bytes);
    }

    /** @return whether the bytes were reserved and added */
    boolean add(Buffer bytes) {
        if (!reservation.grow(body.length() + bytes.length())) {
            return false;
        }
        body.appendBuffer(bytes);
        return true;
    }

    int length() {
        return body.length();
    }

    Buffer body() {
        return body;
    }

    /** @return whether the body is complete; false when it was evicted before */
    boolean complete() {
        return reservation.complete();
    }

    /** Ends the reservation; idempotent. */
    void end() {
        reservation.release();
    }

    /** Discards the bytes immediately: the quota counts them as free, and the connection's thread may be busy. */
    private void drop() {
        body = Buffer.buffer();
    }
}
