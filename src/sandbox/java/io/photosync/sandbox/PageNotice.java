package io.photosync.sandbox;

import io.quarkus.runtime.Application;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Says what to open, as the last word of the start: once the app is up and the first picture has come to SharePoint, when there is
 * something to see and nothing more to tell.
 */
final class PageNotice {
    private static final Logger LOG = Logger.getLogger(PageNotice.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    /** Settings may be such that no picture comes, and the page is there all the same. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Thread waiting;

    private PageNotice(Thread waiting) {
        this.waiting = waiting;
    }

    /** @param address of the page */
    static PageNotice about(String address, Sandbox sandbox) {
        Application app = Application.currentApplication();
        Map<String, Integer> before = sandbox.sharePoint().library().versions();
        return new PageNotice(Thread.ofVirtual().name("page-notice").start(() -> tell(address, app, sandbox, before)));
    }

    /** Whatever it waits for will not come any more. */
    void stop() {
        waiting.interrupt();
    }

    private static void tell(String address, Application app, Sandbox sandbox, Map<String, Integer> before) {
        try {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!app.isStarted()
                    || (System.nanoTime() < end
                            && sandbox.sharePoint().library().versions().equals(before))) {
                Thread.sleep(LOOK_EVERY);
            }
            LOG.infof("open %s", address);
        } catch (InterruptedException e) {
            LOG.debug("the app stops before there was anything to open");
        }
    }
}
