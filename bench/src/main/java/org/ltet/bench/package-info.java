/** The load model: many signed-in members and a few reviewers, each at human speed, pressing what people press. */
@NullMarked
package org.ltet.bench;

import org.jspecify.annotations.NullMarked;
