package io.ringtail.sink.http;

import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * @param tls for https; the certificate must be for the host's name, whatever the program has set
 *     for itself; null where all is http
 * @param connectMillis for each of a host's addresses
 * @param silenceMillis the longest that a host may let us wait for its next byte
 * @param wholeMillis from the first byte sent to the last one read
 */
public record HttpSettings(
    @Nullable SSLSocketFactory tls,
    HttpProxy.Choice proxies,
    int connectMillis,
    int silenceMillis,
    long wholeMillis) {}
