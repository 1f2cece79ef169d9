package io.photosync.webhook;

import io.vertx.core.buffer.Buffer;

/** One body and its place in the {@link RequestBodyQuota}. Used by its connection's event loop only, but for {@link #end} and where it gives way. */
final class RequestBodyLease {
    /**
     * What a body without a length takes before its first byte: its trailers may be as many bytes as a request's headers. As many bodies as
     * there may be connections have room together.
     */
    static final long AT_FIRST = 12 * 1024;

    private final RequestBodyQuota.Place place;
    private volatile Buffer body = Buffer.buffer();

    /** @param lost told, by any thread, when the body has to give way to another; its bytes are gone then */
    RequestBodyLease(RequestBodyQuota room, Runnable lost) {
        this.place = room.place(() -> {
            drop();
            lost.run();
        });
    }

    /** @return whether there is room for so many bytes, which are yet to come */
    boolean enter(long bytes) {
        return place.grow(bytes);
    }

    /** @return whether there was room for it */
    boolean add(Buffer bytes) {
        if (!place.grow(body.length() + bytes.length())) {
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

    /** @return whether it is whole: false where it had to give way before */
    boolean complete() {
        return place.complete();
    }

    /** However often it is told. */
    void end() {
        place.leave();
    }

    /** At once: the room counts it as gone, and its connection's thread may be busy. */
    private void drop() {
        body = Buffer.buffer();
    }
}
