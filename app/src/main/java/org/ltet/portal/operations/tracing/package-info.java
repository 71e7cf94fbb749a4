/** Spans of requests, jobs and calls, sent to a collector that speaks OTLP (OPS-5). */
@NullMarked
package org.ltet.portal.operations.tracing;

import org.jspecify.annotations.NullMarked;
