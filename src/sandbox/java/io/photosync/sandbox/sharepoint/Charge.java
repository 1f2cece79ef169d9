package io.photosync.sandbox.sharepoint;

/** How an answer tells the counters around the tenant what it cost. Real answers carry no such header. */
public final class Charge {
    public static final String HEADER = "X-Sandbox-Resource-Units";

    private Charge() {}
}
