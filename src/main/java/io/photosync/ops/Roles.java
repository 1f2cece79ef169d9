package io.photosync.ops;

/** App roles of photo sync's app registration, as listed in a token's {@code roles}. */
public final class Roles {
    public static final String VIEWER = "PhotoSync.Viewer";
    public static final String OPERATOR = "PhotoSync.Operator";

    private Roles() {}
}
