package io.ringtail.node.config;

import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How to tell that a line continues the entry before it.
 *
 * @param start a line that matches begins an entry; null: any that does not match `next`
 * @param next a line that matches continues the entry; null: any that does not match `start`
 */
public record MultilineRule(String name, @Nullable Pattern start, @Nullable Pattern next) {}
