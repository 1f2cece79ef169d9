package io.photosync.check;

import java.io.PrintStream;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The command {@code java -jar quarkus-run.jar check [--json] [--write-as UPN]}. */
public final class CheckCommand {
    /** The first argument that selects this command. */
    public static final String NAME = "check";

    /** Exit code for wrong arguments. */
    static final int EXIT_USAGE = 2;

    private static final String USAGE = """
            check [--json] [--write-as UPN]
              Checks everything that photo sync needs. Read-only.
              --json          the report as JSON
              --write-as UPN  also writes that test user's own photo to SharePoint once, and reads it back
            Exit code: 0 nothing fails, 1 something does not work, 2 wrong arguments.""";

    private CheckCommand() {}

    /**
     * @param arguments those after the command's name
     * @return exit code: 0 nothing fails, 1 something does not work, 2 wrong arguments
     */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        Deque<String> left = new ArrayDeque<>(arguments);
        boolean json = false;
        Optional<String> writeAs = Optional.empty();
        while (!left.isEmpty()) {
            String argument = left.pop();
            switch (argument) {
                case "--json" -> json = true;
                case "--write-as" -> writeAs = Optional.ofNullable(left.poll()).filter(user -> user.contains("@"));
                default -> {
                    err.println("unknown argument " + argument + System.lineSeparator() + USAGE);
                    return EXIT_USAGE;
                }
            }
            if (argument.equals("--write-as") && writeAs.isEmpty()) {
                err.println("--write-as needs a user principal name, such as test@contoso.com" + System.lineSeparator()
                        + USAGE);
                return EXIT_USAGE;
            }
        }
        return run(json, writeAs, out);
    }

    private static int run(boolean json, Optional<String> writeAs, PrintStream out) {
        // The report is complete; log lines of retrying clients would only interrupt it.
        Logger.getLogger("").setLevel(Level.OFF);
        try {
            CheckReport checkReport = new CheckList(Map.of(), writeAs, Clock.systemUTC()).run();
            out.print(json ? checkReport.json() + System.lineSeparator() : checkReport.text());
            return checkReport.exitCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CheckReport.EXIT_FAILS;
        }
    }
}
