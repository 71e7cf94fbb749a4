package org.ltet.portal.operations;

import java.util.List;

/** The settings of one module, contributed as a bean so that administrators find them. */
public interface SettingGroup {

    /** Message key of the heading above them. */
    String titleKey();

    List<Setting> settings();
}
