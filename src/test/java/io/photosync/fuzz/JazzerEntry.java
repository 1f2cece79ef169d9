package io.photosync.fuzz;

/** Where Jazzer's process begins. */
public final class JazzerEntry {
    private static final FuzzTarget TARGET = FuzzTarget.valueOf(System.getProperty("fuzz.target", "NOTIFICATIONS"));

    private JazzerEntry() {}

    /** The name is Jazzer's. */
    public static void fuzzerTestOneInput(byte[] input) {
        Attempt.of(TARGET, input);
    }
}
