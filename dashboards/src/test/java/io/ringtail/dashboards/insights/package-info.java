/**
 * So much of CloudWatch Logs Insights' query language as our queries use: a strict parser, and what
 * the query gives for some events.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html">Query
 *     syntax</a>
 */
@NullMarked
package io.ringtail.dashboards.insights;

import org.jspecify.annotations.NullMarked;
