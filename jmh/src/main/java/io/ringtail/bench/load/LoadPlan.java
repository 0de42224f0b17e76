package io.ringtail.bench.load;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is the same for all appenders of one run of the load program.
 *
 * @param events how many each appender gets, those of the warm-up included
 * @param warmUp how many of them come before the measurement
 * @param warmUpRounds into how many rounds they are divided, with a rest after each
 * @param ratePerSecond 0: as fast as the producers can
 * @param heap {@code -Xmx} of each sending process
 * @param endpoint a console that runs already; null to start one for each sending process
 * @param consoleHeapMebibytes {@code -Xmx} of such a console
 * @param readBack whether to read every event back, and not only to ask the console how many
 * @param ringtail Ringtail's options, in Logback's spelling
 */
record LoadPlan(
    long events,
    long warmUp,
    int warmUpRounds,
    int producers,
    long ratePerSecond,
    String heap,
    @Nullable URI endpoint,
    int consoleHeapMebibytes,
    boolean readBack,
    Map<String, String> ringtail) {}
