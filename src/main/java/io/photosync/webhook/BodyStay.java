package io.photosync.webhook;

import io.vertx.core.buffer.Buffer;

/** One body's stay in the {@link BodyRoom}. Used by its connection's event loop only, but for the end. */
final class BodyStay {
    /**
     * What a body without a length takes before its first byte. Besides its bytes it may bring trailers: as many bytes as a request's headers
     * may have, in lines of four, are some 200 KB as objects.
     */
    static final long AT_FIRST = 64 * 1024;

    private final BodyRoom room;
    private final Buffer body = Buffer.buffer();
    private long taken;
    private boolean ended;

    BodyStay(BodyRoom room, long taken) {
        this.room = room;
        this.taken = taken;
    }

    /** @return whether there was room for it */
    synchronized boolean add(Buffer bytes) {
        long more = Math.max(0, body.length() + bytes.length() - taken);
        if (ended || !room.grow(taken, more)) {
            return false;
        }
        taken += more;
        body.appendBuffer(bytes);
        return true;
    }

    int length() {
        return body.length();
    }

    Buffer body() {
        return body;
    }

    /** However often it is told. */
    synchronized void end() {
        if (!ended) {
            ended = true;
            room.leave(taken);
        }
    }
}
