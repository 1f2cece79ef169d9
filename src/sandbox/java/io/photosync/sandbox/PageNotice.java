package io.photosync.sandbox;

import io.quarkus.runtime.Application;
import java.time.Duration;
import java.util.Map;
import org.jboss.logging.Logger;

/** Logs the page's address at the end of the start: once the app is up and the first picture is in SharePoint. */
final class PageNotice {
    private static final Logger LOG = Logger.getLogger(PageNotice.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    /** With some settings no picture comes, but the page is still available. */
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

    /** The awaited picture will not come any more. */
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
            LOG.debug("the app stops before the page was ready");
        }
    }
}
