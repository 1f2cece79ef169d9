package io.photosync.webhook;

/** How many bytes of bodies may be on their way in at once, from all senders together. */
final class BodyRoom {
    private final long most;
    private long taken;

    BodyRoom(long most) {
        this.most = most;
    }

    /** @return whether there is room; then {@link #leave} must be told of it. A body is let in alone, however large it is. */
    synchronized boolean enter(long bytes) {
        if (taken > 0 && taken + bytes > most) {
            return false;
        }
        taken += bytes;
        return true;
    }

    /**
     * For a body that is inside already and turns out to be larger.
     *
     * @param before what it has taken until now
     * @return whether there is room for that, too
     */
    synchronized boolean grow(long before, long more) {
        if (taken > before && taken + more > most) {
            return false;
        }
        taken += more;
        return true;
    }

    synchronized void leave(long bytes) {
        taken -= bytes;
    }
}
