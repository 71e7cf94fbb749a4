package org.ltet.portal.payments.reports;

import java.io.IOException;
import java.io.OutputStream;

/** Where a file goes; opened only when it is certain that there will be one. */
@FunctionalInterface
public interface ReportFile {

    OutputStream open() throws IOException;
}
