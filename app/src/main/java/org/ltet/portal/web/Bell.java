package org.ltet.portal.web;

/** Tells the shell how many unread notices the viewer has. */
public interface Bell {

    int unread(Viewer viewer);
}
